/** The present minute: ages grow while one looks at them. */
import { useEffect, useState } from 'react';
import { type Instant, instant } from '../../shared/values/calendar.ts';

const EVERY_MS = 30_000;

export function useNow(): Instant {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instant(Date.now())), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
