/** The people of the set-up: name, login and posts of each, errors at the field. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import type { Problem } from '../../../ui/problems.ts';
import {
  addPerson,
  changePerson,
  type HouseDraft,
  type PersonDraft,
  removePerson,
  withUsualStaffing,
} from '../draft.ts';
import { PostBoxes } from './post-boxes.tsx';

const T = {
  person: { zh: '第 {number} 人', en: 'Person {number}' },
  name: { zh: '姓名', en: 'Name' },
  login: { zh: '登录名', en: 'Login' },
  loginHelp: {
    zh: '登录名为 2 至 40 个字母、数字或汉字，不含空格；以后不能更改。',
    en: 'Logins have 2 to 40 letters or figures without blanks; they cannot be changed later.',
  },
  loginProblem: { zh: '2 至 40 个字母、数字或汉字，不含空格', en: '2 to 40 letters or figures without blanks' },
  posts: { zh: '岗位：{posts}', en: 'Posts: {posts}' },
  noPost: { zh: '请选择', en: 'choose' },
  removePerson: { zh: '移除{who}', en: 'Remove {who}' },
  addPerson: { zh: '添加一人', en: 'Add a person' },
  preset: { zh: '按常见分工填入', en: 'Fill in the usual staffing' },
  presetAgain: { zh: '换成常见分工（现有人员会清除）', en: 'Replace by the usual staffing (clears these people)' },
  presetHelp: {
    zh: '按最少人手的常见分工列出各人的岗位和登录名，再填上真实姓名即可。',
    en: 'Lists the smallest usual division of posts with logins; then fill in the real names.',
  },
  packsFirst: { zh: '请先选择业务，再安排人员。', en: 'Choose the business first, then the people.' },
} as const satisfies Record<string, Text>;

interface PersonFieldsProps {
  readonly draft: HouseDraft;
  readonly person: PersonDraft;
  readonly index: number;
  readonly problems: readonly Problem[];
  readonly start: boolean;
  readonly onDraft: (draft: HouseDraft) => void;
}

function PersonFields({ draft, person, index, problems, start, onDraft }: PersonFieldsProps): ReactNode {
  const say = useSay();
  const row = useRef<HTMLFieldSetElement>(null);
  // Only to begin with: a list that folds at the first tick would be in the way.
  const [unfolded] = useState(person.posts.length === 0);
  useEffect(() => {
    if (start) row.current?.querySelector('input')?.focus();
  }, [start]);
  const change = (part: Partial<PersonDraft>): void => onDraft(changePerson(draft, person.key, part));
  const problemOf = (field: string) => problems.find((one) => one.path === `people.${index}.${field}`);
  const loginProblem = problemOf('login');
  const nameProblem = problemOf('name');
  const place = say(T.person, { number: index + 1 });
  const posts = person.posts.map((post) => say(POSTS[post].title)).join(' · ');
  return (
    <fieldset className="person-draft" ref={row}>
      <legend>{place}</legend>
      <div className="row">
        <LabelledInput
          label={say(T.name)}
          autoComplete="off"
          value={person.name}
          maxLength={40}
          problem={nameProblem && say(nameProblem.text)}
          onText={(name) => change({ name })}
        />
        <LabelledInput
          label={say(T.login)}
          autoComplete="off"
          value={person.login}
          maxLength={40}
          problem={loginProblem && say(person.login.trim() === '' ? loginProblem.text : T.loginProblem)}
          onText={(login) => change({ login })}
        />
        <Button
          aria-label={say(T.removePerson, { who: person.name.trim() || place })}
          onClick={() => onDraft(removePerson(draft, person.key))}
        >
          {say(W.remove)}
        </Button>
      </div>
      <details open={unfolded}>
        <summary>{say(T.posts, { posts: posts || say(T.noPost) })}</summary>
        <PostBoxes
          packs={draft.packs}
          singleOperator={draft.singleOperator}
          chosen={person.posts}
          onChange={(chosen) => change({ posts: chosen })}
        />
      </details>
    </fieldset>
  );
}

interface PeopleDraftProps {
  readonly draft: HouseDraft;
  readonly problems: readonly Problem[];
  readonly onDraft: (draft: HouseDraft) => void;
}

export function PeopleDraft({ draft, problems, onDraft }: PeopleDraftProps): ReactNode {
  const say = useSay();
  // The row just added takes the keyboard; rows of the usual staffing do not.
  const added = useRef('');
  const add = (): void => {
    added.current = String(draft.nextKey);
    onDraft(addPerson(draft));
  };
  if (draft.packs.length === 0) return <p className="muted">{say(T.packsFirst)}</p>;
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => onDraft(withUsualStaffing(draft))}>
          {say(draft.people.length === 0 ? T.preset : T.presetAgain)}
        </Button>
        <span className="muted">{say(T.presetHelp)}</span>
      </div>
      {draft.people.length > 0 && <p className="muted">{say(T.loginHelp)}</p>}
      {draft.people.map((person, index) => (
        <PersonFields
          key={person.key}
          draft={draft}
          person={person}
          index={index}
          problems={problems}
          start={person.key === added.current}
          onDraft={onDraft}
        />
      ))}
      <div>
        <Button onClick={add}>{say(T.addPerson)}</Button>
      </div>
    </div>
  );
}
