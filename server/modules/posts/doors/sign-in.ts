import { signIn } from '../../../../shared/contracts/posts/sign-in.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import { reading, type Tx, transaction } from '../../../platform/db/tx.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { beginAttempt } from '../attempts.ts';
import { stepOfCode } from '../authenticator.ts';
import type { PostsPorts } from '../ports.ts';
import { verifySecret } from '../secrets.ts';
import { noteSecurity } from '../security-log.ts';
import { type Holder, holderByLogin, theHouse } from '../store.ts';
import { enter } from './entering.ts';

const mayEnter = (holder: Holder | undefined, founders: readonly string[]): holder is Holder =>
  holder !== undefined &&
  holder.claimed_at !== null &&
  (holder.state === 'active' || (holder.state === 'proposed' && founders.includes(holder.person_id)));

/** Spends the step of an authenticator code: the second use of a code finds no row. */
export async function spendStep(tx: Tx, holder: Pick<Holder, 'site_id' | 'person_id'>, step: number): Promise<void> {
  const spent = await tx.run(
    q
      .updateTable('credential')
      .set({ totp_last_step: step })
      .where('site_id', '=', holder.site_id)
      .where('person_id', '=', holder.person_id)
      .where('totp_last_step', '<', step),
  );
  if (spent === 0) refuse('totp_code.used');
}

async function failed(door: Door, siteId: string, login: string): Promise<never> {
  await transaction(door.pool, (tx) =>
    noteSecurity(tx, door.clock.now(), {
      siteId,
      kind: 'sign-in-failed',
      personId: null,
      sessionId: null,
      address: door.address,
      detail: { login },
    }),
  );
  refuse('sign_in.failed');
}

type Second = { readonly step: number | null } | 'needed' | 'wrong';

function secondFactor(ports: PostsPorts, holder: Holder, code: string | undefined, now: Instant): Second {
  if (holder.totp_sealed === null) return { step: null };
  if (code === undefined) return 'needed';
  const step = stepOfCode(ports.secretBox.open(holder.totp_sealed), code, now);
  return step === null ? 'wrong' : { step };
}

export const signInDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(signIn, async (door, input) => {
    const login = input.login.toLowerCase();
    const { house, holder } = await reading(door.pool, async (tx) => {
      const found = await theHouse(tx);
      if (found === null) return { house: null, holder: undefined };
      return { house: found, holder: await holderByLogin(tx, found.site_id, login) };
    });
    if (house === null) refuse('house.not_set_up');
    const siteId = house.site_id;
    const attempt = await beginAttempt(door.pool, door.clock, {
      siteId,
      kind: 'sign-in',
      subject: login,
      address: door.address,
    });
    const founders = house.state === 'founding' ? [house.first_founder, house.second_founder] : [];
    const right = await verifySecret(holder?.password_hash ?? null, input.password);
    if (!right || !mayEnter(holder, founders)) return failed(door, siteId, login);
    const second = secondFactor(ports, holder, input.totp, door.clock.now());
    if (second === 'wrong') return failed(door, siteId, login);
    if (second === 'needed') {
      await transaction(door.pool, (tx) => attempt.withdrawn(tx));
      refuse('sign_in.totp_needed');
    }
    const { step } = second;
    return enter(door, ports, {
      siteId,
      personId: holder.person_id,
      by: step === null ? 'password' : 'password and authenticator',
      async first(tx) {
        if (step !== null) await spendStep(tx, holder, step);
        await attempt.succeeded(tx);
      },
    });
  });
