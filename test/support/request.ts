/**
 * One request as a browser sends it, under a key the test chooses and without any look at the answer: for what is sent
 * twice, at once, or wrong.
 */
import { type OperationContract, pathOf } from '../../shared/contracts/contract.ts';
import { newId } from '../../shared/values/ids.ts';
import type { Holder, TestHouse } from './house.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The holder must have done something just now: nobody is signed in anew here. */
export async function send(
  { app }: Pick<TestHouse, 'app'>,
  { browser }: Pick<Holder, 'browser'>,
  contract: OperationContract,
  request: { readonly input: object; readonly key?: string },
): Promise<Answer> {
  const response = await app.http.inject({
    method: 'POST',
    url: pathOf(contract),
    headers: {
      'x-zhishou': '1',
      'idempotency-key': request.key ?? newId(),
      cookie: `zhishou=${browser.cookie()}`,
    },
    payload: request.input,
  });
  return { status: response.statusCode, body: response.json() };
}

/** The refusal's code, or 'done'. */
export const refusalIn = ({ status, body }: Answer): string =>
  status < 400 ? 'done' : ((body as { refusal?: { code: string } }).refusal?.code ?? `status ${status}`);
