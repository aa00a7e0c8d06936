/**
 * Details beside the list (足不出户: a drawer, not a new page), drawn from a query that answers one record. `shows`
 * names what is listed and how; `children` adds lines, signatures and the buttons of what the viewer `can` do.
 */

import type { ReactNode } from 'react';
import type { Column, InputOf, OutputOf, QueryContract } from '../../shared/contracts/contract.ts';
import type { Text } from '../../shared/text.ts';
import { asText, useFormatSettings } from '../lib/format.tsx';
import { useSay } from '../lib/say.ts';
import { useAsk } from '../lib/use-api.ts';
import { AnswerState } from './answer-state.tsx';
import { Dialog } from './dialog.tsx';
import { type States, StateTag } from './state-tag.tsx';

interface DetailsProps {
  readonly record: object;
  readonly shows: readonly Column[];
  readonly states?: States | undefined;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Names and values of one record. What is empty is left out. */
export function Details({ record, shows, states }: DetailsProps): ReactNode {
  const say = useSay();
  const settings = useFormatSettings();
  const row = record as Readonly<Record<string, unknown>>;
  const filled = shows.filter(({ key }) => !isEmpty(row[key]));
  return (
    <dl className="details">
      {filled.map(({ key, title, as = 'text' }) => {
        const value = row[key];
        return [
          <dt key={`${key}-name`}>{say(title)}</dt>,
          <dd key={key} className={as === 'text' ? undefined : 'figure'}>
            {as === 'state' && typeof value === 'string' ? (
              <StateTag state={value} states={states} />
            ) : (
              asText(as, value, settings, row)
            )}
          </dd>,
        ];
      })}
    </dl>
  );
}

interface DetailDrawerProps<C extends QueryContract> {
  readonly contract: C;
  readonly input: InputOf<C>;
  readonly title?: Text;
  readonly shows: readonly Column[];
  readonly states?: States;
  readonly onClose: () => void;
  readonly children?: (record: OutputOf<C>) => ReactNode;
}

export function DetailDrawer<C extends QueryContract>(props: DetailDrawerProps<C>): ReactNode {
  const { contract, input, title = contract.title, shows, states, onClose, children } = props;
  const say = useSay();
  const answer = useAsk(contract, input);
  return (
    <Dialog title={say(title)} place="right" onClose={onClose}>
      <AnswerState answer={answer} />
      {answer.data !== undefined && (
        <>
          <Details record={answer.data as object} shows={shows} states={states} />
          {children?.(answer.data)}
        </>
      )}
    </Dialog>
  );
}
