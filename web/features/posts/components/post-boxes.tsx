/** The posts of one person as a list of boxes. A post that may not stand beside one already ticked says so. */
import { type ReactNode, useId } from 'react';
import { postsConflict } from '../../../../shared/never-one-person.ts';
import { type Pack, POSTS, type PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { postsByPack } from '../words.ts';

const NOT_WITH: Text = { zh: '不得与“{post}”同一人', en: 'Never one person with {post}' };

interface PostBoxesProps {
  readonly packs: readonly Pack[];
  readonly singleOperator: boolean;
  readonly chosen: readonly PostKey[];
  readonly disabled?: boolean;
  readonly onChange: (posts: readonly PostKey[]) => void;
}

function PostBox({ post, box }: { post: PostKey; box: PostBoxesProps }): ReactNode {
  const say = useSay();
  const id = useId();
  const { chosen, singleOperator } = box;
  const ticked = chosen.includes(post);
  const against = chosen.find((other) => other !== post && postsConflict(post, other, { singleOperator }) !== null);
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        checked={ticked}
        disabled={box.disabled}
        aria-describedby={against ? `${id}-against` : undefined}
        onChange={(event) =>
          box.onChange(event.target.checked ? [...chosen, post] : chosen.filter((one) => one !== post))
        }
      />
      <div>
        <label htmlFor={id}>{say(POSTS[post].title)}</label>
        {against && (
          <small id={`${id}-against`} className={ticked ? 'tone-wrong' : 'muted'}>
            {say(NOT_WITH, { post: say(POSTS[against].title) })}
          </small>
        )}
      </div>
    </div>
  );
}

export function PostBoxes(props: PostBoxesProps): ReactNode {
  const say = useSay();
  return (
    <div className="post-boxes">
      {postsByPack(props.packs).map(([title, posts]) => [
        <p key={title.en} className="group-title">
          {say(title)}
        </p>,
        ...posts.map((post) => <PostBox key={post} post={post} box={props} />),
      ])}
    </div>
  );
}
