/** Which post may do what: the whole table, or one post's acts. Read from the declarations the server itself obeys. */

import { type ReactNode, useId, useMemo, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { postMatrix } from '../../../../shared/contracts/posts/post-matrix.ts';
import { POSTS, type PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { postsOfPacks } from '../words.ts';
import '../posts.css';

const T = {
  title: { zh: '岗位权限表', en: 'Posts and acts' },
  help: {
    zh: '直接取自系统执行的声明：表中没有的，系统就不办。● 可以办理；P 须本人 PIN 签字；T 须验证器签字。',
    en: 'Read from the declarations the system obeys: what is not marked is not done. ● may do it; P signed with the own PIN; T signed with the authenticator.',
  },
  post: { zh: '岗位', en: 'Post' },
  kind: { zh: '类别', en: 'Kind' },
  operation: { zh: '办理', en: 'Acts' },
  query: { zh: '查看', en: 'Reading' },
  text: { zh: '名称或代码', en: 'Title or code' },
  act: { zh: '事项', en: 'Act' },
  sign: { zh: '签字', en: 'Signature' },
  pin: { zh: '本人 PIN', en: 'own PIN' },
  totp: { zh: '验证器', en: 'authenticator' },
  may: { zh: '可以', en: 'may' },
  everybody: { zh: '不须登录', en: 'without sign-in' },
  signedIn: { zh: '所有岗位', en: 'every post' },
  none: { zh: '没有符合条件的事项', en: 'No act meets these conditions' },
  noneNext: { zh: '放宽条件再看。', en: 'Widen the conditions.' },
  count: { zh: '{count} 项', en: '{count} acts' },
} as const satisfies Record<string, Text>;

type Act = OutputOf<typeof postMatrix>['rows'][number];

const may = (act: Act, post: PostKey): boolean => act.who !== 'posts' || act.posts.includes(post);

interface Conditions {
  readonly post: PostKey | '';
  readonly kind: Act['kind'] | '';
  readonly text: string;
}

function fits(act: Act, { post, kind, text }: Conditions): boolean {
  const wanted = text.trim().toLowerCase();
  return (
    (post === '' || may(act, post)) &&
    (kind === '' || act.kind === kind) &&
    (wanted === '' || [act.act, act.title.zh, act.title.en].some((word) => word.toLowerCase().includes(wanted)))
  );
}

interface FilterProps {
  readonly posts: readonly PostKey[];
  readonly value: Conditions;
  readonly onChange: (value: Conditions) => void;
}

function Filters({ posts, value, onChange }: FilterProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <search className="filters">
      <div className="field">
        <label htmlFor={`${id}-post`}>{say(T.post)}</label>
        <select
          id={`${id}-post`}
          className="native-select"
          value={value.post}
          onChange={(event) => onChange({ ...value, post: event.target.value as PostKey | '' })}
        >
          <option value="">{say(W.all)}</option>
          {posts.map((post) => (
            <option key={post} value={post}>
              {say(POSTS[post].title)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-kind`}>{say(T.kind)}</label>
        <select
          id={`${id}-kind`}
          className="native-select"
          value={value.kind}
          onChange={(event) => onChange({ ...value, kind: event.target.value as Act['kind'] | '' })}
        >
          <option value="">{say(W.all)}</option>
          <option value="operation">{say(T.operation)}</option>
          <option value="query">{say(T.query)}</option>
        </select>
      </div>
      <LabelledInput label={say(T.text)} value={value.text} onText={(text) => onChange({ ...value, text })} />
    </search>
  );
}

function Mark({ act, post }: { act: Act; post: PostKey }): ReactNode {
  const say = useSay();
  if (!may(act, post)) return null;
  const letter = act.sign === 'totp' ? 'T' : act.sign === 'pin' ? 'P' : '●';
  return (
    <>
      <span aria-hidden="true">{letter}</span>
      <span className="visually-hidden">
        {say(T.may)} {act.sign && `(${say(T[act.sign])})`}
      </span>
    </>
  );
}

function Who({ act }: { act: Act }): ReactNode {
  const say = useSay();
  if (act.who === 'posts') return null;
  return <small className="muted"> · {say(act.who === 'public' ? T.everybody : T.signedIn)}</small>;
}

function Matrix({ acts, posts }: { acts: readonly Act[]; posts: readonly PostKey[] }): ReactNode {
  const say = useSay();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={say(T.title)}>
      <table className="table matrix">
        <thead>
          <tr>
            <th scope="col">{say(T.act)}</th>
            {posts.map((post) => (
              <th key={post} scope="col" className="post-head">
                {say(POSTS[post].title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr key={act.act}>
              <th scope="row">
                {say(act.title)} <small className="muted">{act.act}</small>
                <Who act={act} />
              </th>
              {posts.map((post) => (
                <td key={post} className="mark">
                  <Mark act={act} post={post} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function PostMatrixPage(): ReactNode {
  const say = useSay();
  const packs = useSession()?.packs;
  const answer = useAsk(postMatrix, {});
  const [conditions, setConditions] = useState<Conditions>({ post: '', kind: 'operation', text: '' });
  const posts = useMemo(() => postsOfPacks(packs ?? []), [packs]);
  const acts = useMemo(() => {
    const rows = answer.data?.rows ?? [];
    // What no post of this house may do is no concern of this house.
    return rows.filter((act) => posts.some((post) => may(act, post)) && fits(act, conditions));
  }, [answer.data, posts, conditions]);
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} />
      <div className="panel">
        <Filters posts={posts} value={conditions} onChange={setConditions} />
        <AnswerState answer={answer} inPanel />
        {answer.data && acts.length === 0 && <Empty text={T.none} next={T.noneNext} />}
        {acts.length > 0 && <Matrix acts={acts} posts={conditions.post === '' ? posts : [conditions.post]} />}
        {answer.data && (
          <div className="table-foot">
            <span className="muted">{say(T.count, { count: acts.length })}</span>
          </div>
        )}
      </div>
    </div>
  );
}
