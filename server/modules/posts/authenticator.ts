/** Authenticator codes (TOTP, RFC 6238: SHA-1, six figures, 30 seconds), one step of tolerance, each code once. */
import { Secret, TOTP } from 'otpauth';
import { type Instant, toDate } from '../../../shared/values/calendar.ts';

const PERIOD_SECONDS = 30;
const of = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });

/** 160 random bits in base32. */
export const newAuthenticatorSecret = (): string => new Secret({ size: 20 }).base32;

/** The time step the code belongs to; null when it is none of the present ones. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const timestamp = toDate(now).getTime();
  const delta = of(secret).validate({ token: code.replaceAll(' ', ''), timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

export const codeAt = (secret: string, now: Instant): string =>
  of(secret).generate({ timestamp: toDate(now).getTime() });

/** otpauth:// address for the authenticator's camera. */
export function enrolmentUri(secret: string, login: string, siteName: string): string {
  return new TOTP({
    issuer: siteName,
    label: login,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: PERIOD_SECONDS,
  }).toString();
}
