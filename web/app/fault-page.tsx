/** What a fault of the page says: nothing was sent by it, and what to do. */
import type { ReactNode } from 'react';
import { useRouteError } from 'react-router';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { Button } from '../ui/button.tsx';

const T = {
  title: { zh: '这个页面出了错', en: 'This page has a fault' },
  what: {
    zh: '已经提交并得到答复的内容都已保存；正在填写、还没有提交的内容没有送出。',
    en: 'Whatever was submitted and answered is saved; what was being filled in has not been sent.',
  },
  next: {
    zh: '请重新载入页面。如果再次出现，记下时间和下面的文字，报告技术员。收款前先在列表里核对上一笔是否已入账。',
    en: 'Reload the page. If it comes again, note the time and the words below and report them to the technician. Before taking money, check in the list whether the last one was posted.',
  },
  newer: {
    zh: '系统已更新，页面需要重新载入。没有丢失已提交的内容。',
    en: 'The system was updated and the page must be reloaded. Nothing submitted is lost.',
  },
  reload: { zh: '重新载入', en: 'Reload' },
} as const satisfies Record<string, Text>;

/** A piece of the page that the server no longer has: a newer version was installed meanwhile. */
const isOldPage = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

export function FaultPage(): ReactNode {
  const say = useSay();
  const error = useRouteError();
  const old = isOldPage(error);
  return (
    <main className="page">
      <h1>{say(T.title)}</h1>
      <p>{say(old ? T.newer : T.what)}</p>
      {!old && <p>{say(T.next)}</p>}
      <div>
        <Button type="primary" onClick={() => location.reload()}>
          {say(T.reload)}
        </Button>
      </div>
      {!old && error instanceof Error && <code className="muted">{error.message}</code>}
    </main>
  );
}
