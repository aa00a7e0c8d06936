/** Says what was refused, what happened to money and data, and what to do next. Never a bare "failed". */
import { type ReactNode, useEffect, useRef } from 'react';
import { AnswerUnknown, Refused } from '../lib/api.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';

/** An error of a call as the two texts every refusal has. */
export function saidOf(error: unknown): { text: Refused['text']; next: Refused['next']; requestId: string | null } {
  if (error instanceof Refused) return { text: error.text, next: error.next, requestId: error.requestId };
  if (error instanceof AnswerUnknown) {
    return {
      text: { zh: '没有收到服务器的答复', en: 'The server did not answer' },
      next: {
        zh: '读取不会改动任何数据。检查网络后重新读取。',
        en: 'Reading changes nothing. Check the network, then read again.',
      },
      requestId: null,
    };
  }
  return {
    text: { zh: '页面自身出了错', en: 'The page itself has a fault' },
    next: {
      zh: '未提交任何内容。刷新页面；再次出现请报告技术员。',
      en: 'Nothing was sent. Reload the page; if it comes again, report it to the technician.',
    },
    requestId: null,
  };
}

export function RefusalAlert({ error, children }: { error: unknown; children?: ReactNode }): ReactNode {
  const say = useSay();
  const { text, next, requestId } = saidOf(error);
  const ref = useRef<HTMLDivElement>(null);
  // Below the edge of a long form it would be read out, and never seen.
  useEffect(() => {
    // Newer browsers answer with a promise, which would be taken for the effect's clean-up.
    void ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} className="refusal tone-wrong" role="alert">
      <strong>{say(text)}</strong>
      <p>
        {say(W.whatNow)}
        {say(next)}
      </p>
      {requestId && <small className="muted figure">{requestId}</small>}
      {children}
    </div>
  );
}
