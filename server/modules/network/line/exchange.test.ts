import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { type Asked, openExchange, type Timing } from './exchange.ts';
import { owedAnswers } from './owed.ts';

/** A line of lines of text: 'read a' is answered 'a <value>'. The far end answers when and what the test says. */
function farEnd() {
  const sent: string[] = [];
  const stream = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      sent.push(String(chunk));
      answers.shift()?.();
      done();
    },
  });
  const answers: (() => void)[] = [];
  return {
    stream,
    sent,
    /** Done when the next request arrives, and so on. */
    when: (...steps: (() => void)[]) => void answers.push(...steps),
    say: (text: string) => void stream.push(Buffer.from(`${text};`)),
  };
}

const TIMING: Timing = { answerMs: 60, byteMs: 20, gapMs: 0, retries: 1 };

const asking = (what: string, once = false): Asked<string, string> => {
  let rest = '';
  return {
    bytes: Buffer.from(`read ${what}`),
    listener: {
      push(chunk) {
        const parts = (rest + Buffer.from(chunk).toString()).split(';');
        rest = parts.pop() ?? '';
        return parts;
      },
      silence() {
        rest = '';
      },
    },
    accept: (frame) => (frame.startsWith(`${what} `) || frame === 'no' ? frame : null),
    key: what,
    refusalKey: 'all',
    isRefusal: (answer) => answer === 'no',
    once,
  };
};

function open(timing = TIMING) {
  const counts = { asked: 0, answered: 0, silent: 0, late: 0, stray: 0 };
  const far = farEnd();
  return { ...far, counts, exchange: openExchange(far.stream, { timing, counts, owed: owedAnswers() }) };
}

it('takes the answer to what was asked and nothing else', async () => {
  const { exchange, when, say, counts } = open();
  when(() => {
    say('b 7');
    say('a 1');
  });
  expect(await exchange.ask(asking('a'))).toEqual({ heard: 'a 1' });
  expect(counts).toMatchObject({ asked: 1, answered: 1, stray: 1 });
});

it('asks again what is not answered, as often as it may', async () => {
  const { exchange, sent } = open();
  expect(await exchange.ask(asking('a'))).toBeNull();
  expect(sent).toEqual(['read a', 'read a']);
});

it('does not take a late answer for the answer to what was asked since', async () => {
  const { exchange, when, say, sent } = open({ ...TIMING, retries: 0 });
  expect(await exchange.ask(asking('a'))).toBeNull();
  // The old answer comes first, then the answer to the new request, then that to the one after it.
  when(
    () => say('a old'),
    () => {
      say('a new');
      say('a newer');
    },
  );
  expect(await exchange.ask(asking('a'))).toEqual({ heard: 'a new' });
  expect(sent).toHaveLength(3);
});

it('knows a late answer that comes while something else is asked, and owes it no longer', async () => {
  const { exchange, when, say, sent, counts } = open({ ...TIMING, retries: 0 });
  expect(await exchange.ask(asking('a'))).toBeNull();
  when(
    () => {
      say('a old');
      say('b 2');
    },
    () => say('a new'),
  );
  expect(await exchange.ask(asking('b'))).toEqual({ heard: 'b 2' });
  expect(await exchange.ask(asking('a'))).toEqual({ heard: 'a new' });
  expect(sent).toHaveLength(3);
  expect(counts).toMatchObject({ late: 1, stray: 0 });
});

it('does not believe a refusal that may belong to an earlier request of another kind', async () => {
  const { exchange, when, say } = open({ ...TIMING, retries: 0 });
  expect(await exchange.ask(asking('a'))).toBeNull();
  when(
    () => say('no'),
    () => say('b 2'),
  );
  expect(await exchange.ask(asking('b'))).toEqual({ heard: 'b 2' });
});

it('sends once what must be sent once', async () => {
  const { exchange, sent } = open();
  expect(await exchange.ask(asking('a', true))).toBeNull();
  expect(sent).toEqual(['read a']);
});

it('waits for the rest of an answer that is arriving', async () => {
  const { exchange, when, stream } = open({ ...TIMING, byteMs: 50, retries: 0 });
  when(() => {
    setTimeout(() => stream.push(Buffer.from('a ')), 40);
    setTimeout(() => stream.push(Buffer.from('1;')), 75);
  });
  expect(await exchange.ask(asking('a'))).toEqual({ heard: 'a 1' });
});

it('says whether a request had gone out when the connection went', async () => {
  const lost = open();
  lost.when(() => lost.stream.destroy());
  expect(await lost.exchange.ask(asking('a'))).toEqual({ lost: { sent: true } });
  expect(await lost.exchange.ask(asking('a'))).toEqual({ lost: { sent: false } });
});
