/** After the set-up was sent: the two founders' codes and what happens next. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { EntryFrame } from '../../../app/entry-frame.tsx';
import { useSay } from '../../../lib/say.ts';
import { type FoundingDocument, FoundingSheet } from './founding-sheet.tsx';
import { type IssuedCode, IssuedCodes } from './issued-codes.tsx';

const T = {
  title: { zh: '已提交，等待第二位创建人确认', en: 'Sent; the second founder is to confirm' },
  next: { zh: '接下来', en: 'What happens next' },
  step1: {
    zh: '打印两条领取码，分别交给两位创建人本人。',
    en: 'Print the two codes and give each founder the own one.',
  },
  step2: {
    zh: '两人各自打开领取页，用领取码设置自己的密码和 PIN。',
    en: 'Each opens the claim page and sets the own password and PIN.',
  },
  step3: {
    zh: '第二位创建人逐行核对创建文件，用 PIN 签字。此后各岗位生效，并得到其他人员的领取码。',
    en: 'The second founder reads the founding document line by line and signs with the PIN. From then on posts count, and the codes of the others appear.',
  },
  step4: {
    zh: '两位创建人在打印的创建文件上签名，留存备查：设置机器的人见过两条领取码，纸上的签名是对照。',
    en: 'Both founders sign the printed document on paper and keep it: whoever set up the machine has seen both codes, the paper is the counter-check.',
  },
  step5: {
    zh: '其他人员各凭自己的领取码领取账号，即可上岗。',
    en: 'The others claim their accounts with their codes and can work.',
  },
  claim: { zh: '去领取账号', en: 'To the claim page' },
} as const satisfies Record<string, Text>;

const STEPS = [T.step1, T.step2, T.step3, T.step4, T.step5];

export function FoundedResult(props: { document: FoundingDocument; codes: readonly IssuedCode[] }): ReactNode {
  const say = useSay();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <EntryFrame house={props.document.site.name} title={say(T.title)} wide>
      <div className="stack" ref={top} tabIndex={-1}>
        <IssuedCodes house={props.document.site.name} codes={props.codes} />
        <h2>{say(T.next)}</h2>
        <ol className="steps">
          {STEPS.map((step) => (
            <li key={step.en}>{say(step)}</li>
          ))}
        </ol>
        <p>
          <a href="/claim" target="_blank" rel="noreferrer">
            {say(T.claim)}
          </a>
        </p>
        <FoundingSheet document={props.document} digest={null} />
      </div>
    </EntryFrame>
  );
}
