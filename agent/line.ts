/**
 * A line between agent and server: texts go both ways in order, until it ends. Over the network it is a WebSocket; in
 * the server's own process the two ends are joined directly.
 */
export interface Line {
  /** Does nothing once the line has ended. */
  send(text: string): void;
  /** Texts that came before anybody listened are kept and given first. */
  onText(listener: (text: string) => void): void;
  /** Called once, also when the line has already ended. */
  onEnd(listener: (reason: string) => void): void;
  end(reason: string): void;
}

interface End extends Line {
  receive(text: string): void;
  close(reason: string): void;
}

/** What a line does with what comes in; the way out and the ending are the caller's. */
export function lineEnd(send: (text: string) => void, hangUp: (reason: string) => void): End {
  let ended: string | null = null;
  let listener: ((text: string) => void) | null = null;
  const early: string[] = [];
  const atEnd: ((reason: string) => void)[] = [];
  const close = (reason: string): void => {
    if (ended !== null) return;
    ended = reason;
    for (const one of atEnd.splice(0)) one(reason);
  };
  return {
    send(text) {
      if (ended === null) send(text);
    },
    onText(next) {
      listener = next;
      for (const text of early.splice(0)) next(text);
    },
    onEnd(next) {
      if (ended === null) atEnd.push(next);
      else next(ended);
    },
    end(reason) {
      if (ended !== null) return;
      hangUp(reason);
      close(reason);
    },
    receive(text) {
      if (ended !== null) return;
      if (listener === null) early.push(text);
      else listener(text);
    },
    close,
  };
}

/** The two ends of a line inside one process. What is sent arrives in a later turn, as over a network. */
export function joinedLine(): readonly [Line, Line] {
  const one: End = lineEnd(
    (text) => setImmediate(() => other.receive(text)),
    (reason) => setImmediate(() => other.close(reason)),
  );
  const other: End = lineEnd(
    (text) => setImmediate(() => one.receive(text)),
    (reason) => setImmediate(() => one.close(reason)),
  );
  return [one, other];
}
