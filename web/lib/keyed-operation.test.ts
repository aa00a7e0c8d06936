import { describe, expect, test } from 'vitest';
import { AnswerUnknown, Refused } from './api.ts';
import { keyedOperation } from './keyed-operation.ts';

const said = { zh: '不行', en: 'no' };
const refused = (code: string) =>
  new Refused(409, { refusal: { code, text: said, next: said, facts: {} }, requestId: 'r' });

/** An operation whose server answers as the script says, and which notes what was sent under which key. */
function scripted(...answers: readonly (string | Error)[]) {
  const sent: { input: string; key: string }[] = [];
  const left = [...answers];
  let keys = 0;
  const operation = keyedOperation<string, string>({
    newKey: () => `key-${++keys}`,
    onChange: () => undefined,
    send: async (input, key) => {
      sent.push({ input, key });
      const answer = left.shift();
      if (answer === undefined) throw new Error('sent more often than the script says');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { operation, sent };
}

describe('the key of a form', () => {
  test('a double click sends once, under one key', async () => {
    const { operation, sent } = scripted('done');
    const [first, second] = await Promise.all([operation.send('50'), operation.send('50')]);
    expect(sent).toEqual([{ input: '50', key: 'key-1' }]);
    expect([first, second]).toEqual(['done', 'done']);
  });

  test('an edit makes a new key', async () => {
    const { operation, sent } = scripted('done');
    operation.edited();
    await operation.send('60');
    expect(sent).toEqual([{ input: '60', key: 'key-2' }]);
  });

  test('after success the next form has its own key', async () => {
    const { operation, sent } = scripted('one', 'two');
    await operation.send('50');
    await operation.send('50');
    expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
  });

  test('a refusal is shown, and the same content goes again under the same key', async () => {
    const { operation, sent } = scripted(refused('system.busy'), 'done');
    expect(await operation.send('50')).toBeUndefined();
    expect(operation.standing()).toMatchObject({ phase: 'refused', refusal: { code: 'system.busy' } });
    await operation.send('50');
    expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-1']);
  });

  test('an edit after a refusal makes a new key and takes the refusal away', async () => {
    const { operation, sent } = scripted(refused('drawer.closed'), 'done');
    await operation.send('50');
    operation.edited();
    expect(operation.standing()).toMatchObject({ phase: 'ready', refusal: null });
    await operation.send('70');
    expect(sent[1]).toEqual({ input: '70', key: 'key-2' });
  });

  test.each([
    ['a lost answer', new AnswerUnknown('lost')],
    ['a fault that leaves the fate open', refused('system.database_unavailable')],
    ['an internal fault', refused('system.internal')],
    ['work that is booked and not settled', refused('system.unsettled')],
  ])('after %s neither an edit nor other content gets a second payment out of it', async (_name, fault) => {
    const { operation, sent } = scripted(fault, 'done');
    await operation.send('50');
    expect(operation.standing().phase).toBe('unknown');
    operation.edited();
    await operation.send('5000');
    expect(sent).toEqual([
      { input: '50', key: 'key-1' },
      { input: '50', key: 'key-1' },
    ]);
    expect(operation.standing()).toMatchObject({ phase: 'done', output: 'done' });
  });

  test('a bug of the page is not swallowed', async () => {
    const { operation } = scripted(new TypeError('bug'));
    await expect(operation.send('50')).rejects.toThrow('bug');
    expect(operation.standing().phase).toBe('ready');
  });
});
