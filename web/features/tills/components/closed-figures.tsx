/** What a count came to, told only after it stands: expected, counted, over or short, and the case of a difference. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import '../tills.css';

const T = {
  expected: { zh: '应有', en: 'Expected' },
  counted: { zh: '实点', en: 'Counted' },
  agrees: { zh: '账实相符', en: 'Books and cash agree' },
  over: { zh: '长款', en: 'Over' },
  short: { zh: '短款', en: 'Short' },
  case: {
    zh: '差异已按长短款入账并立案，由上级核查。',
    en: 'The difference is booked and has become a case for the level above.',
  },
  toCase: { zh: '查看差错', en: 'See the case' },
} as const satisfies Record<string, Text>;

interface ClosedFiguresProps {
  readonly figures: { readonly expectedFen: number; readonly countedFen: number; readonly overShortFen: number };
  readonly caseId: string | null;
}

const word = (overShortFen: number): Text => {
  if (overShortFen === 0) return T.agrees;
  return overShortFen > 0 ? T.over : T.short;
};

export function ClosedFigures({ figures, caseId }: ClosedFiguresProps): ReactNode {
  const say = useSay();
  const { expectedFen, countedFen, overShortFen } = figures;
  const tone = overShortFen === 0 ? 'tone-right' : 'tone-wrong';
  return (
    <>
      <dl className="till-figures">
        <div>
          <dt>{say(T.expected)}</dt>
          <dd className="figure">¥ {formatMoneyGrouped(fen(expectedFen))}</dd>
        </div>
        <div>
          <dt>{say(T.counted)}</dt>
          <dd className="figure">¥ {formatMoneyGrouped(fen(countedFen))}</dd>
        </div>
        <div className={tone}>
          <dt>{say(word(overShortFen))}</dt>
          <dd className="figure">¥ {formatMoneyGrouped(fen(Math.abs(overShortFen)))}</dd>
        </div>
      </dl>
      {caseId !== null && (
        <p className="till-inline">
          {say(T.case)} <Link to={`/cases?open=${caseId}`}>{say(T.toCase)}</Link>
        </p>
      )}
    </>
  );
}
