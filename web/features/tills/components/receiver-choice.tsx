/** Who takes the drawer over: a colleague whose post may hold one. */
import { type ReactNode, useId } from 'react';
import { colleagues } from '../../../../shared/contracts/posts/colleagues.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';

const T = {
  receiver: { zh: '接收人', en: 'Receiver' },
  choose: { zh: '请选择', en: 'Choose' },
  nobody: {
    zh: '没有其他可以保管钱箱的同事，不能交接；请结班。',
    en: 'No other colleague may hold a drawer; close it instead.',
  },
} as const satisfies Record<string, Text>;

const posts: readonly PostKey[] = CUSTODIAN_POSTS;

export function ReceiverChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (personId: string) => void;
}): ReactNode {
  const say = useSay();
  const id = useId();
  const me = useSession()?.person?.personId;
  const { data } = useAsk(colleagues, {});
  const fitting = data?.rows.filter((one) => one.personId !== me && one.posts.some((post) => posts.includes(post)));
  if (fitting?.length === 0) return <p className="refusal tone-soon">{say(T.nobody)}</p>;
  return (
    <div className="field">
      <label htmlFor={id}>{say(T.receiver)}</label>
      <select id={id} className="native-select" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{say(T.choose)}</option>
        {fitting?.map((one) => (
          <option key={one.personId} value={one.personId}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}
