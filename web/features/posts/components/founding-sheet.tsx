/** The founding document as both founders read it, and as it is printed and signed on paper: the counter-check. */
import { type ReactNode, useRef } from 'react';
import type { z } from 'zod';
import type { foundingDocumentSchema } from '../../../../shared/posts/founding.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { printSheet } from '../print-sheet.ts';
import { PACKS } from '../words.ts';

export type FoundingDocument = z.output<typeof foundingDocumentSchema>;

const T = {
  title: { zh: '{house} 创建文件', en: '{house}: founding document' },
  zone: { zh: '时区', en: 'Time zone' },
  packs: { zh: '业务', en: 'Business' },
  single: { zh: '一人兼管模式', en: 'Single-operator mode' },
  people: { zh: '人员与岗位', en: 'People and posts' },
  name: { zh: '姓名', en: 'Name' },
  login: { zh: '登录名', en: 'Login' },
  posts: { zh: '岗位', en: 'Posts' },
  first: { zh: '第一位创建人', en: 'First founder' },
  second: { zh: '第二位创建人', en: 'Second founder' },
  digest: { zh: '文件摘要（SHA-256）', en: 'Digest of the document (SHA-256)' },
  print: { zh: '打印创建文件', en: 'Print the founding document' },
  signHere: { zh: '{who} 签字、日期：', en: '{who}, signature and date:' },
} as const satisfies Record<string, Text>;

function HouseFacts({ document, digest }: { document: FoundingDocument; digest: string | null }): ReactNode {
  const say = useSay();
  const nameOf = (login: string): string =>
    document.people.find((person) => person.login.toLowerCase() === login.toLowerCase())?.name ?? login;
  return (
    <dl className="details">
      <dt>{say(T.packs)}</dt>
      <dd>{document.packs.map((pack) => say(PACKS[pack].title)).join(' · ')}</dd>
      <dt>{say(T.zone)}</dt>
      <dd>{document.site.timeZone}</dd>
      <dt>{say(T.single)}</dt>
      <dd>{say(document.singleOperator ? W.yes : W.no)}</dd>
      <dt>{say(T.first)}</dt>
      <dd>{nameOf(document.firstFounder)}</dd>
      <dt>{say(T.second)}</dt>
      <dd>{nameOf(document.secondFounder)}</dd>
      {digest && (
        <>
          <dt>{say(T.digest)}</dt>
          <dd className="digest">{digest}</dd>
        </>
      )}
    </dl>
  );
}

interface FoundingSheetProps {
  readonly document: FoundingDocument;
  /** Null right after the form was sent: the second founder's page shows it. */
  readonly digest: string | null;
}

export function FoundingSheet({ document, digest }: FoundingSheetProps): ReactNode {
  const say = useSay();
  const sheet = useRef<HTMLDivElement>(null);
  return (
    <div className="stack">
      <div className="sheet" ref={sheet}>
        <h2>{say(T.title, { house: document.site.name })}</h2>
        <HouseFacts document={document} digest={digest} />
        <table>
          <caption className="visually-hidden">{say(T.people)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(T.name)}</th>
              <th scope="col">{say(T.login)}</th>
              <th scope="col">{say(T.posts)}</th>
            </tr>
          </thead>
          <tbody>
            {document.people.map((person) => (
              <tr key={person.login}>
                <td>{person.name}</td>
                <td>{person.login}</td>
                <td>{person.posts.map((post) => say(POSTS[post].title)).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="sheet-signatures" aria-hidden="true">
          <div>{say(T.signHere, { who: say(T.first) })}</div>
          <div>{say(T.signHere, { who: say(T.second) })}</div>
        </div>
      </div>
      <div>
        <Button onClick={() => printSheet(sheet.current)}>{say(T.print)}</Button>
      </div>
    </div>
  );
}
