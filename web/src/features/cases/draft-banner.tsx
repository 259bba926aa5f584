import {Alert, Button, Group, Text} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {useBlocker} from 'react-router';
import {AskOnce, Dialogue, moment} from '../../layout';
import {ContentValue} from './content-value';
import classes from './draft-banner.module.css';
import type {Autosave} from './use-autosave';

interface DraftBannerProps {
  readonly autosave: Autosave;
  /** What else there is to do when the other draft is taken. */
  readonly onTaken: () => void;
}

/** Stays in sight while what was entered is in this page alone: why, what becomes of it, and what there is to choose. */
export function DraftBanner({autosave, onTaken}: DraftBannerProps): ReactNode {
  const {state} = autosave;
  const [looking, setLooking] = useState(false);
  const leaving = useBlocker(
    ({currentLocation, nextLocation}) =>
      currentLocation.pathname !== nextLocation.pathname && autosave.atRisk(),
  );
  const take = (): void => {
    setLooking(false);
    autosave.takeOther();
    onTaken();
  };
  return (
    <div className={classes['banner']} role="status">
      {state.kind === 'unsaved' && (
        <Alert color="amber" title="What you write is not saved yet.">
          {state.why} What you wrote stays in this page, and is saved by itself as soon as that is possible.
          Keep the page open.
        </Alert>
      )}
      {state.kind === 'other' && (
        <Alert color="amber" title="There is a newer draft of yours.">
          <Text size="sm" mb="sm">
            It was saved in another window or on another machine, {moment(state.other.savedAt)}. What stands
            here is not saved before you choose.
          </Text>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setLooking(true);
              }}
            >
              Look at the other one
            </Button>
            <Button size="xs" variant="default" onClick={take}>
              Take the other one
            </Button>
            <Button size="xs" variant="default" onClick={autosave.keepOwn}>
              Keep this one
            </Button>
          </Group>
        </Alert>
      )}
      {state.kind === 'other' && (
        <Dialogue
          opened={looking}
          title="The other draft"
          onClose={() => {
            setLooking(false);
          }}
        >
          <ContentValue value={state.other.data} />
          <Group justify="flex-end" mt="md">
            <Button onClick={take}>Take the other one</Button>
          </Group>
        </Dialogue>
      )}
      <AskOnce
        opened={leaving.state === 'blocked'}
        title="Leave without saving?"
        what="What you wrote here since it was last saved is lost when you leave this page now."
        yes="Leave"
        onNo={() => leaving.reset?.()}
        onYes={() => leaving.proceed?.()}
      />
    </div>
  );
}
