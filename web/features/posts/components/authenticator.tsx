/** Enrolling an authenticator: the present password, then the code to scan or to type, then its first six figures. */
import { create } from 'qrcode';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { confirmTotp } from '../../../../shared/contracts/posts/confirm-totp.ts';
import { startTotp } from '../../../../shared/contracts/posts/start-totp.ts';
import { totpSchema } from '../../../../shared/posts/secret-schema.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useRefreshSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

const T = {
  title: { zh: '手机验证器', en: 'Authenticator' },
  on: {
    zh: '已启用：登录和审批时要输入它显示的六位数字。',
    en: 'Enrolled: sign-in and approvals ask for its six figures.',
  },
  off: {
    zh: '未启用。审批价格、冲正和岗位必须有验证器；启用后登录也要输入它显示的六位数字。',
    en: 'Not enrolled. Approving prices, reversals and rights needs one; from then on sign-in asks for its six figures too.',
  },
  present: { zh: '现用密码', en: 'Present password' },
  start: { zh: '启用验证器', en: 'Enrol an authenticator' },
  anew: { zh: '换一部手机', en: 'Move to another phone' },
  scan: {
    zh: '用手机上的验证器应用扫描，或手工输入密钥：',
    en: 'Scan it with the authenticator on your phone, or type the secret:',
  },
  qr: { zh: '验证器二维码', en: 'QR code for the authenticator' },
  code: { zh: '验证器显示的六位数字', en: 'The six figures it shows' },
  confirm: { zh: '确认启用', en: 'Confirm' },
  done: { zh: '验证器已启用', en: 'The authenticator is enrolled' },
} as const satisfies Record<string, Text>;

/** Drawn as one path: no canvas, no inline style, sharp at every size. */
function QrCode({ text }: { text: string }): ReactNode {
  const say = useSay();
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data).flatMap((bit, at) => (bit ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []));
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say(T.qr)} shapeRendering="crispEdges">
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}

const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

type Started = OutputOf<typeof startTotp>;

function ConfirmForm({ started, onDone }: { started: Started; onDone: () => void }): ReactNode {
  const say = useSay();
  const operation = useOperation(confirmTotp);
  const [code, setCode] = useState('');
  const send = async (): Promise<void> => {
    if (await operation.send({ totp: code.trim() })) onDone();
    else setCode('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={say(T.confirm)}>
      <p>{say(T.scan)}</p>
      <QrCode text={started.uri} />
      <span className="secret-text">{inFours(started.secret)}</span>
      <LabelledInput
        label={say(T.code)}
        className="no-ime"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onText={(text) => {
          operation.edited();
          setCode(text);
        }}
      />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div>
        <Button
          type="primary"
          htmlType="submit"
          disabled={operation.busy || !totpSchema.safeParse(code.trim()).success}
        >
          {say(operation.busy ? W.sending : T.confirm)}
        </Button>
      </div>
    </form>
  );
}

function StartForm({ enrolled, onStarted }: { enrolled: boolean; onStarted: (started: Started) => void }): ReactNode {
  const say = useSay();
  const operation = useOperation(startTotp);
  const [password, setPassword] = useState('');
  const send = async (): Promise<void> => {
    const started = await operation.send({ password });
    setPassword('');
    if (started) onStarted(started);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={say(T.start)}>
      <LabelledInput
        label={say(T.present)}
        type="password"
        autoComplete="current-password"
        value={password}
        onText={(text) => {
          operation.edited();
          setPassword(text);
        }}
      />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div>
        <Button type="primary" htmlType="submit" disabled={operation.busy || password === ''}>
          {say(operation.busy ? W.sending : enrolled ? T.anew : T.start)}
        </Button>
      </div>
    </form>
  );
}

export function Authenticator({ enrolled }: { enrolled: boolean }): ReactNode {
  const say = useSay();
  const refresh = useRefreshSession();
  const [started, setStarted] = useState<Started | null>(null);
  const done = (): void => {
    setStarted(null);
    notify(T.done);
    void refresh();
  };
  return (
    <section className="panel account-part">
      <h2>{say(T.title)}</h2>
      <p className="muted">{say(enrolled ? T.on : T.off)}</p>
      {started ? (
        <ConfirmForm started={started} onDone={done} />
      ) : (
        <StartForm enrolled={enrolled} onStarted={setStarted} />
      )}
    </section>
  );
}
