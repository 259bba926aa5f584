import {Button, Group, Text} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {Link, useLocation} from 'react-router';
import {ColourScheme} from './colour-scheme';
import classes from './frame.module.css';

export interface Place {
  readonly to: string;
  readonly title: string;
}

interface FrameProps {
  readonly places: readonly Place[];
  /** Who is signed in. */
  readonly name: string;
  readonly onSignOut: () => void;
  /** What protects all of this: at the foot of every page. */
  readonly notice: ReactNode;
  readonly children: ReactNode;
}

/** The place that a page belongs to: of those above it the nearest. */
function placeOf(path: string, places: readonly Place[]): string | undefined {
  const above = places.map(({to}) => to).filter((to) => path === to || path.startsWith(`${to}/`));
  return above.sort((one, other) => other.length - one.length)[0];
}

/** Landmarks around every page: a way past the navigation, the places to go, and what this material is. */
export function Frame({places, name, onSignOut, notice, children}: FrameProps): ReactNode {
  const {pathname} = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  // The menu of a small screen closes by going somewhere.
  const open = openAt === pathname;
  const here = placeOf(pathname, places);
  return (
    <div className={classes['frame']}>
      <a href="#main" className={classes['skip']}>
        Skip to the page
      </a>
      <header className={classes['header']}>
        <Link to="/" className={classes['brand']}>
          Collegium
        </Link>
        <Text size="xs" className={classes['banner']}>
          Confidential peer review: do not copy, forward or file in a patient’s record
        </Text>
        <Button
          className={classes['menu']}
          variant="default"
          size="xs"
          aria-expanded={open}
          aria-controls="places"
          onClick={() => {
            setOpenAt(open ? null : pathname);
          }}
        >
          Menu
        </Button>
      </header>
      <nav id="places" aria-label="Places" className={classes['nav']} data-open={open}>
        <div className={classes['pinned']}>
          <ul className={classes['places']}>
            {places.map(({to, title}) => (
              <li key={to}>
                <Link to={to} className={classes['place']} aria-current={to === here ? 'page' : undefined}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
          <div className={classes['who']}>
            <Link to="/account" className={classes['place']} title="Your account">
              {name}
            </Link>
            <Group gap="xs" px={10}>
              <ColourScheme />
              <Button variant="default" size="xs" onClick={onSignOut}>
                Sign out
              </Button>
            </Group>
          </div>
        </div>
      </nav>
      <main id="main" tabIndex={-1} className={classes['main']}>
        {children}
        <footer className={classes['notice']}>{notice}</footer>
      </main>
    </div>
  );
}
