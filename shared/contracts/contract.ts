/**
 * How an operation or a query is declared. One declaration gives the route, the OpenAPI document, the permission
 * check, the idempotency rule, the web client's types, the drawn form and the post × operation matrix.
 *
 * A declaration without `posts` does not compile: who may do a thing is never an afterthought.
 */
import type { z } from 'zod';
import type { PostKey } from '../posts.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Text } from '../text.ts';

export const MODULE_NAMES = [
  'posts', 'duties', 'cases', 'devices', 'ledger', 'prices', 'tills', 'payments', 'customers', 'vehicles', 'people',
  'library', 'upkeep', 'metering', 'cards', 'network', 'tokens', 'collection', 'control', 'rollout', 'grants',
  'vending', 'moves', 'arrears', 'billing', 'desk', 'selfservice', 'campuscard', 'stock', 'workshop',
  'reconciliation', 'warranty', 'care', 'reports',
] as const; // biome-ignore format: the order is the order of imports allowed, one line of ARCHITECTURE.md

export type ModuleName = (typeof MODULE_NAMES)[number];

/** `signed-in`: every post, acting for oneself (own password, own duties). `public`: nobody is signed in. */
export type WhoMay = readonly [PostKey, ...PostKey[]] | 'signed-in' | 'public';

/**
 * What a contract claims to prove of a duty (id as in shared/duties). `by` is the test that plays the duty; for a
 * control the test tries the contrary and must get `refusal`.
 */
export interface Proof {
  readonly duty: string;
  readonly by: string;
  readonly refusal?: RefusalCode;
}

/** A column of the list a query answers with: the key inside each row, and how the cell is shown. */
export interface Column {
  readonly key: string;
  readonly title: Text;
  readonly as?:
    | 'text'
    | 'money'
    | 'quantity'
    | 'price'
    | 'instant'
    | 'date'
    | 'post'
    | 'person'
    | 'state'
    | 'yes-no'
    | 'code';
}

/**
 * `pin`: the actor signs with the own PIN; `totp`: with the own authenticator. The request then carries
 * `signatures: string[]`, ids got from `posts.sign-act` over the same content.
 */
export type SignatureKind = 'pin' | 'totp';

interface Declared<I extends z.ZodType, O extends z.ZodType> {
  readonly module: ModuleName;
  /** verb-noun in kebab-case for operations; a noun for queries. Also the file name. */
  readonly name: string;
  readonly title: Text;
  /** One sentence a clerk understands; shown as the form's help and in the OpenAPI document. */
  readonly help?: Text;
  readonly posts: WhoMay;
  readonly input: I;
  readonly output: O;
  readonly refusals: readonly RefusalCode[];
  readonly proves?: readonly Proof[];
}

export interface OperationContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Declared<I, O> {
  readonly kind: 'operation';
  /** Step-up signature of the actor over this very input. */
  readonly sign?: SignatureKind;
  /** Takes or gives money: held to the house's pace (by default 5 a second at one counter, 20 in a burst). */
  readonly pace?: 'money';
  /** Decides against what the product stopped or would do by itself: the security log keeps it beside the chain. */
  readonly overrules?: true;
  /** Bytes the body may have, where 1 MB is not enough (a file inside the input, as base64). */
  readonly maxBody?: number;
  /** Labels of the input's fields, for the drawn form. */
  readonly fields?: Readonly<Record<string, Text>>;
}

export interface QueryContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Declared<I, O> {
  readonly kind: 'query';
  /** For a query that answers `{ rows: [...] }`. */
  readonly columns?: readonly Column[];
}

export type Contract = OperationContract | QueryContract;
export type InputOf<C extends Contract> = z.input<C['input']>;
export type ParsedInputOf<C extends Contract> = z.output<C['input']>;
export type OutputOf<C extends Contract> = z.output<C['output']>;

export function operation<I extends z.ZodType, O extends z.ZodType>(
  declared: Omit<OperationContract<I, O>, 'kind'>,
): OperationContract<I, O> {
  return { kind: 'operation', ...declared };
}

export function query<I extends z.ZodType, O extends z.ZodType>(
  declared: Omit<QueryContract<I, O>, 'kind'>,
): QueryContract<I, O> {
  return { kind: 'query', ...declared };
}

/** `tills.open-drawer`: the name used in logs, chains, permissions and idempotency. */
export function fullName(contract: Contract): string {
  return `${contract.module}.${contract.name}`;
}

export function pathOf(contract: Contract): string {
  return `/api/${contract.module}/${contract.name}`;
}

export function mayCall(contract: Contract, post: PostKey | null): boolean {
  if (contract.posts === 'public') return true;
  if (post === null) return false;
  return contract.posts === 'signed-in' || contract.posts.includes(post);
}
