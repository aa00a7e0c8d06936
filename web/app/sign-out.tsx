import type { ReactNode } from 'react';
import { signOut } from '../../shared/contracts/posts/sign-out.ts';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { useOperation } from '../lib/use-api.ts';
import { Button } from '../ui/button.tsx';

const SIGN_OUT: Text = { zh: '退出', en: 'Sign out' };

/** Ends the session. */
export function SignOut(): ReactNode {
  const say = useSay();
  const operation = useOperation(signOut);
  const leave = async (): Promise<void> => {
    // Whatever was on the screen goes with the person: the next one starts from an empty page.
    if (await operation.send({})) location.assign('/');
  };
  return (
    <Button type="text" disabled={operation.busy} onClick={() => void leave()}>
      {say(SIGN_OUT)}
    </Button>
  );
}
