import {Text} from '@mantine/core';
import {useEffect} from 'react';
import type {ReactNode} from 'react';
import {useRouteError} from 'react-router';
import {LinkButton, Page, Trouble} from '../layout';
import {pages} from './pages';

export function NotFoundPage(): ReactNode {
  return (
    <Page title="There is nothing here for you">
      <Text>Perhaps the link is old, or what it led to is not yours to see.</Text>
      <div>
        <LinkButton to={pages.home}>Go to your home page</LinkButton>
      </div>
    </Page>
  );
}

/** What failed while a page was drawn or loaded. */
export function RouteTrouble(): ReactNode {
  const error = useRouteError();
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <main style={{padding: 24}}>
      <Page title="This page cannot be shown">
        <Trouble
          error={error}
          retry={() => {
            window.location.reload();
          }}
        />
      </Page>
    </main>
  );
}
