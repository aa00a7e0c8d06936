/** Who is signed in, in which post, on which business day: read once, refreshed by live notices of `posts`. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { OutputOf } from '../../shared/contracts/contract.ts';
import { session as sessionContract } from '../../shared/contracts/posts/session.ts';
import { ask } from './api.ts';

export type Session = OutputOf<typeof sessionContract>;

const KEY = ['posts', 'session', {}] as const;
const STALE_AFTER_MS = 60_000;

export const useSessionQuery = () =>
  useQuery<Session>({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(sessionContract, {}, { signal }),
    staleTime: STALE_AFTER_MS,
  });

/**
 * The session worked in. It outlives a lock: the page below the lock keeps its post, or it would be taken down with
 * what was typed in it.
 */
export const WorkingSession = createContext<Session | null>(null);

/** Undefined until the first answer. */
export function useSession(): Session | undefined {
  const asked = useSessionQuery().data;
  return useContext(WorkingSession) ?? asked;
}

/** After signing in or out: asks again who is there and gives the answer. */
export function useRefreshSession(): () => Promise<Session> {
  const queries = useQueryClient();
  return async () => {
    const next = await ask(sessionContract, {});
    queries.setQueryData(KEY, next);
    return next;
  };
}
