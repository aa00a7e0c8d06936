/**
 * Nobody comes past without sign-in and post. The address stays, so one lands where one wanted to go. When a session
 * ends or is locked while somebody works, the page below is kept with what was typed, out of sight; only if another
 * person signs in is it thrown away.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Outlet } from 'react-router';
import { lockSession } from '../../shared/contracts/posts/lock-session.ts';
import type { Text } from '../../shared/text.ts';
import { onSessionLost } from '../lib/api.ts';
import { setLineStands } from '../lib/connection.ts';
import { listenLive } from '../lib/live.ts';
import { useSay } from '../lib/say.ts';
import { type Session, useRefreshSession, useSessionQuery, WorkingSession } from '../lib/session.ts';
import { useOperation } from '../lib/use-api.ts';
import { W } from '../lib/words.ts';
import { Button } from '../ui/button.tsx';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { ChoosePostPage, SignInPage } from './entry-pages.tsx';
import { LockDialog } from './lock-dialog.tsx';
import { useIdle } from './use-idle.ts';

const UNREACHED: Text = { zh: '暂时连不上服务器', en: 'The server cannot be reached' };

const worksAs = (session: Session | undefined): session is Session & { person: NonNullable<Session['person']> } =>
  session !== undefined && session.person !== null && session.post !== null;

/** The session worked in, which outlives its end until somebody has signed in again. */
function useWorkingSession(session: Session | undefined) {
  const [working, setWorking] = useState<Session | null>(null);
  const [lost, setLost] = useState<'ended' | 'locked' | null>(null);
  if (worksAs(session) && session !== working) setWorking(session);
  useEffect(() => onSessionLost(setLost), []);
  const goneWhileWorking = working !== null && session !== undefined && !worksAs(session);
  const locked = working !== null && (lost !== null || session?.locked === true || goneWhileWorking);
  return { working, locked, kind: lost ?? 'locked', lock: () => setLost('locked'), unlock: () => setLost(null) };
}

function useLive(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return;
    const stop = listenLive(queries, setLineStands);
    return () => {
      stop();
      setLineStands(true);
    };
  }, [queries, signedIn]);
}

interface WorkProps {
  readonly working: Session;
  readonly lock: 'ended' | 'locked' | null;
  readonly onUnlocked: () => void;
}

function Work({ working, lock, onUnlocked }: WorkProps): ReactNode {
  const refresh = useRefreshSession();
  const back = async (): Promise<void> => {
    const next = await refresh();
    const samePerson = next.person?.personId === working.person?.personId;
    if (samePerson && next.post === working.post) onUnlocked();
    else location.assign('/'); // what another person typed is not handed on
  };
  return (
    <WorkingSession value={working}>
      <Outlet />
      {lock && <LockDialog session={working} kind={lock} onBack={() => void back()} />}
    </WorkingSession>
  );
}

export function Gate(): ReactNode {
  const say = useSay();
  const query = useSessionQuery();
  const session = query.data;
  const { working, locked, kind, lock, unlock } = useWorkingSession(session);
  const locking = useOperation(lockSession);
  const lockBoth = (): void => {
    lock();
    void locking.send({});
  };
  useLive(working !== null && !locked);
  useIdle(working === null || locked ? null : (session?.lockAfterSeconds ?? null), lockBoth);
  if (working !== null) return <Work working={working} lock={locked ? kind : null} onUnlocked={unlock} />;
  if (query.isError) {
    return (
      <EntryFrame title={say(UNREACHED)}>
        <RefusalAlert error={query.error} />
        <Button onClick={() => void query.refetch()}>{say(W.reload)}</Button>
      </EntryFrame>
    );
  }
  if (session === undefined) return <p className="empty muted">{say(W.loading)}</p>;
  if (session.person === null || session.founding) return <SignInPage session={session} />;
  return <ChoosePostPage session={session} />;
}
