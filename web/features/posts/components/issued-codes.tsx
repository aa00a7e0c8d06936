/** One-time codes, shown once: a strip for each person, to be printed, cut and handed over. */
import { type ReactNode, useRef } from 'react';
import type { z } from 'zod';
import type { issuedCodeSchema } from '../../../../shared/posts/founding.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { printSheet } from '../print-sheet.ts';

export type IssuedCode = z.output<typeof issuedCodeSchema>;

const T = {
  print: { zh: '打印领取码（每人一条，剪开分发）', en: 'Print the codes (one strip each, to be cut)' },
  once: {
    zh: '领取码只显示这一次。请立即打印或抄录，离开本页后无法再看到。',
    en: 'The codes are shown this once. Print or copy them now: after leaving this page nobody can see them again.',
  },
  login: { zh: '登录名：{login}', en: 'Login: {login}' },
  until: { zh: '有效至', en: 'Valid until' },
  how: {
    zh: '请本人打开 {address} ，输入领取码，自己设置密码和 PIN。领取码只能用一次，不得代领，用后销毁。',
    en: 'Open {address} yourself, enter the code and set your own password and PIN. It works once; nobody claims for another; destroy it afterwards.',
  },
} as const satisfies Record<string, Text>;

interface IssuedCodesProps {
  readonly house: string;
  readonly codes: readonly IssuedCode[];
}

export function IssuedCodes({ house, codes }: IssuedCodesProps): ReactNode {
  const say = useSay();
  const sheet = useRef<HTMLDivElement>(null);
  const address = `${location.origin}/claim`;
  return (
    <div className="stack">
      <p className="refusal tone-soon">{say(T.once)}</p>
      <div className="strips" ref={sheet}>
        {codes.map((issued) => (
          <div className="strip" key={issued.personId}>
            <strong>
              {issued.name} <span className="muted">{house}</span>
            </strong>
            <span className="muted">{say(T.login, { login: issued.login })}</span>
            <span className="claim-code">{issued.code}</span>
            <span className="muted">
              {say(T.until)} <InstantText value={issued.expiresAt} />
            </span>
            <p className="muted">{say(T.how, { address })}</p>
          </div>
        ))}
      </div>
      <div>
        <Button type="primary" onClick={() => printSheet(sheet.current)}>
          {say(T.print)}
        </Button>
      </div>
    </div>
  );
}
