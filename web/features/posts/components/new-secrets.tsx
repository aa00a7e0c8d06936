/** Fields of new secrets, typed twice, with what the rules say of them. */
import type { ReactNode } from 'react';
import { newPasswordSchema, newPinSchema } from '../../../../shared/posts/secret-schema.ts';
import type { Text } from '../../../../shared/text.ts';
import { Refused } from '../../../lib/api.ts';
import { useSay } from '../../../lib/say.ts';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { PASSWORD_RULES, TOO_EASY } from '../words.ts';

const T = {
  password: { zh: '新密码', en: 'New password' },
  again: { zh: '再输入一次新密码', en: 'New password again' },
  pin: { zh: '新 PIN', en: 'New PIN' },
  pinAgain: { zh: '再输入一次新 PIN', en: 'New PIN again' },
  short: { zh: '至少 10 个字符', en: 'At least 10 characters' },
  figures: { zh: '6 至 12 位数字', en: '6 to 12 figures' },
  differs: { zh: '两次输入不一致', en: 'The two differ' },
} as const satisfies Record<string, Text>;

export interface Twice {
  readonly first: string;
  readonly second: string;
}

export const NOTHING_TYPED: Twice = { first: '', second: '' };

export const passwordFits = ({ first, second }: Twice): boolean =>
  first === second && newPasswordSchema.safeParse(first).success;
export const pinFits = ({ first, second }: Twice): boolean => first === second && newPinSchema.safeParse(first).success;

interface TwiceProps {
  readonly kind: 'password' | 'pin';
  readonly value: Twice;
  /** A submit was turned back: say what is wrong. */
  readonly tried: boolean;
  /** Why the server refused it, if it did. */
  readonly refused?: string | undefined;
  readonly onChange: (value: Twice) => void;
}

export function TwiceTyped({ kind, value, tried, refused, onChange }: TwiceProps): ReactNode {
  const say = useSay();
  const ofPassword = kind === 'password';
  const wrong = ofPassword
    ? !newPasswordSchema.safeParse(value.first).success
    : !newPinSchema.safeParse(value.first).success;
  const shape = say(ofPassword ? T.short : T.figures);
  const problem = tried && wrong ? shape : refused;
  const common = {
    type: 'password',
    className: 'no-ime',
    inputMode: ofPassword ? ('text' as const) : ('numeric' as const),
    autoComplete: ofPassword ? 'new-password' : 'off',
  };
  return (
    <>
      <LabelledInput
        {...common}
        label={say(ofPassword ? T.password : T.pin)}
        help={problem ? undefined : shape}
        problem={problem}
        value={value.first}
        onText={(first) => onChange({ ...value, first })}
      />
      <LabelledInput
        {...common}
        label={say(ofPassword ? T.again : T.pinAgain)}
        problem={tried && !wrong && value.first !== value.second ? say(T.differs) : undefined}
        value={value.second}
        onText={(second) => onChange({ ...value, second })}
      />
    </>
  );
}

export function SecretRules(): ReactNode {
  const say = useSay();
  return (
    <ul className="muted stack-small">
      {PASSWORD_RULES.map((rule) => (
        <li key={rule.en}>{say(rule)}</li>
      ))}
    </ul>
  );
}

/** Said at the field that was too easy to guess; undefined where the refusal was about something else. */
export function useTooEasy(error: unknown): (kind: 'password' | 'pin') => string | undefined {
  const say = useSay();
  return (kind) => {
    if (!(error instanceof Refused) || error.code !== `${kind}.too_easy`) return undefined;
    const why = TOO_EASY[String(error.facts.why)];
    return why ? say(why) : say(error.text);
  };
}
