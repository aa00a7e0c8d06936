/** React's side of the API: `useOperation` for what changes something, `useAsk` for what is only read. */
import {
  keepPreviousData,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { InputOf, OperationContract, OutputOf, QueryContract } from '../../shared/contracts/contract.ts';
import { ask, call } from './api.ts';
import { type KeyedOperation, keyedOperation, type Standing } from './keyed-operation.ts';

export interface Operation<C extends OperationContract> extends Standing<OutputOf<C>> {
  /** Sends; several calls while one is under way are one. Undefined when refused or unknown. */
  readonly send: (input: InputOf<C>) => Promise<OutputOf<C> | undefined>;
  /** To be called at each edit of the form: other content must not travel under the old key. */
  readonly edited: () => void;
  /** A request is on its way or its answer is being found out. */
  readonly busy: boolean;
}

interface Held<C extends OperationContract> {
  readonly operation: KeyedOperation<InputOf<C>, OutputOf<C>>;
  readonly subscribe: (listener: () => void) => () => void;
}

function hold<C extends OperationContract>(contract: C, onDone: (module: string) => void): Held<C> {
  const listeners = new Set<() => void>();
  const operation = keyedOperation<InputOf<C>, OutputOf<C>>({
    newKey: () => crypto.randomUUID(),
    onChange: () => {
      for (const listener of listeners) listener();
    },
    send: async (input, key, onFindingOut) => {
      const output = await call(contract, input, key, { onFindingOut });
      onDone(contract.module);
      return output;
    },
  });
  return {
    operation,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * One form's operation. The lists of the same module are read again after success; `affects` names further modules
 * whose lists change with it.
 */
export function useOperation<C extends OperationContract>(contract: C, affects: readonly string[] = []): Operation<C> {
  const queries = useQueryClient();
  const touched = useRef(affects);
  touched.current = affects;
  const held = useMemo(
    () =>
      hold(contract, (module) => {
        for (const name of [module, ...touched.current]) void queries.invalidateQueries({ queryKey: [name] });
      }),
    [contract, queries],
  );
  const standing = useSyncExternalStore(held.subscribe, held.operation.standing);
  return {
    ...standing,
    send: held.operation.send,
    edited: held.operation.edited,
    busy: standing.phase === 'sending' || standing.phase === 'finding-out',
  };
}

export const keyOf = <C extends QueryContract>(contract: C, input: InputOf<C>) =>
  [contract.module, contract.name, input] as const;

type AskOptions<O> = Pick<UseQueryOptions<O>, 'enabled' | 'staleTime' | 'refetchInterval'> & {
  /** Keep showing the page before while the next one is on its way (lists). */
  readonly keepPrevious?: boolean;
};

/** Reads a query. Its cache key starts with the module, so one live notice of the module refreshes all of them. */
export function useAsk<C extends QueryContract>(
  contract: C,
  input: InputOf<C>,
  options: AskOptions<OutputOf<C>> = {},
): UseQueryResult<OutputOf<C>> {
  const { keepPrevious, ...rest } = options;
  return useQuery<OutputOf<C>>({
    queryKey: keyOf(contract, input),
    queryFn: ({ signal }) => ask(contract, input, { signal }),
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...rest,
  });
}
