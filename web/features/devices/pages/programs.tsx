/** One machine, one purpose: the programs a counter may run, and what each of them runs now. */

import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { programs } from '../../../../shared/contracts/devices/programs.ts';
import { setProgramRule } from '../../../../shared/contracts/devices/set-program-rule.ts';
import { PROGRAM_MODE_TITLES } from '../../../../shared/devices/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../devices.css';

const T = {
  help: {
    zh: '收款终端上运行名单外的程序时，自动上报异常；也可以设定同时停止该终端售电。比对的是程序文件名，防误用，不防有意伪装。',
    en: 'A program that is not listed becomes an incident; the counter may also stop selling. File names are compared: this stops misuse, not disguise.',
  },
  none: { zh: '还没有设定名单', en: 'There is no list yet' },
  noneNext: {
    zh: '在一台正常的终端下面按“取用为名单”，核对后由系统管理员签名生效。',
    en: 'Under a terminal that is as it should be take its programs over; the administrator checks and signs.',
  },
  rule: { zh: '现行名单', en: 'The list in force' },
  by: { zh: '设定人', en: 'Set by' },
  why: { zh: '原因', en: 'Reason' },
  seen: { zh: '最近报告', en: 'Last heard' },
  never: { zh: '这台终端还没有报告过。', en: 'Nothing was heard of this terminal yet.' },
  noTerminal: { zh: '还没有登记的终端。', en: 'No terminal is enrolled.' },
  foreign: { zh: '名单外', en: 'Not listed' },
  takeOver: { zh: '取用为名单', en: 'Take over as the list' },
  addForeign: { zh: '把名单外的加入名单', en: 'Add those not listed' },
  change: { zh: '更改名单', en: 'Change the list' },
} as const satisfies Record<string, Text>;

type Answer = OutputOf<typeof programs>;
type Rule = Answer['rule'];

function RuleInForce({ rule, can }: Pick<Answer, 'rule' | 'can'>): ReactNode {
  const say = useSay();
  if (rule === null) return <Empty text={T.none} next={T.noneNext} />;
  const { mode, programs: listed, reason, at, person } = rule;
  return (
    <section className="panel padded stack" aria-label={say(T.rule)}>
      <h2 className="row">
        {say(T.rule)}
        <span className={`state-tag tone-${mode === 'off' ? 'plain' : 'accent'}`}>
          {say(PROGRAM_MODE_TITLES[mode])}
        </span>
      </h2>
      <p className="program-names">{listed.join('  ')}</p>
      <p className="muted">
        {say(T.by)} {person} · <InstantText value={at} /> · {say(T.why)}: {reason}
      </p>
      <div className="row">
        <Acts can={can} acts={[{ contract: setProgramRule, word: T.change, given: { mode, programs: listed } }]} />
      </div>
    </section>
  );
}

interface SeenProps {
  readonly seen: Answer['terminals'][number];
  readonly rule: Rule;
  readonly can: readonly string[];
}

function Seen({ seen, rule, can }: SeenProps): ReactNode {
  const say = useSay();
  const { terminal, at, programs: running } = seen;
  const looks = rule !== null && rule.mode !== 'off';
  const names = running.map(({ name }) => name);
  const foreign = running.filter(({ listed }) => !listed);
  const mode = rule?.mode ?? 'report';
  const merged = [...new Set([...(rule?.programs ?? []), ...names])].sort();
  return (
    <section className="panel padded stack" aria-label={terminal}>
      <h2>{terminal}</h2>
      {at === null ? (
        <p className="muted">{say(T.never)}</p>
      ) : (
        <>
          <p className="muted">
            {say(T.seen)} <InstantText value={at} />
          </p>
          <p className="program-names">
            {running.map(({ name, listed }) => (
              <span key={name} className={looks && !listed ? 'state-tag tone-wrong' : ''}>
                {looks && !listed ? `${name} · ${say(T.foreign)}` : name}{' '}
              </span>
            ))}
          </p>
          {(rule === null || foreign.length > 0) && (
            <div className="row">
              <Acts
                can={can}
                of={terminal}
                acts={[
                  {
                    contract: setProgramRule,
                    word: rule === null ? T.takeOver : T.addForeign,
                    given: { mode, programs: merged },
                  },
                ]}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
}

export default function ProgramsPage(): ReactNode {
  const say = useSay();
  const answer = useAsk(programs, {});
  const { data } = answer;
  return (
    <div className="page">
      <PageHeader title={say(programs.title)} help={say(T.help)} />
      <AnswerState answer={answer} />
      {data && (
        <>
          <RuleInForce rule={data.rule} can={data.can} />
          {data.terminals.length === 0 && <p className="muted">{say(T.noTerminal)}</p>}
          {data.terminals.map((seen) => (
            <Seen key={seen.terminalId} seen={seen} rule={data.rule} can={data.can} />
          ))}
        </>
      )}
    </div>
  );
}
