import type {ComponentType} from 'react';
import {createBrowserRouter} from 'react-router';
import type {RouteObject} from 'react-router';
import {RequireAttestation, RequireSession} from '../features/identity';
import {Waiting} from '../layout';
import {AppFrame} from './app-frame';
import {NotFoundPage, RouteTrouble} from './not-found-page';
import {pages} from './pages';

/** A page, loaded when somebody goes there. */
const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({Component: await load()}),
});

const routes: RouteObject[] = [
  {
    errorElement: <RouteTrouble />,
    hydrateFallbackElement: <Waiting />,
    children: [
      page(pages.signIn, async () => (await import('../features/identity/sign-in-page')).SignInPage),
      page(pages.recovery, async () => (await import('../features/identity/recovery-page')).RecoveryPage),
      page(pages.password, async () => (await import('../features/identity/password-page')).PasswordPage),
      page(pages.setUp, async () => (await import('../features/identity/set-up-page')).SetUpPage),
      {
        element: <RequireSession />,
        children: [
          {
            element: <RequireAttestation />,
            children: [
              {
                element: <AppFrame />,
                children: [
                  page(pages.home, async () => (await import('../features/home/home-page')).HomePage),
                  page(
                    pages.account,
                    async () => (await import('../features/identity/account-page')).AccountPage,
                  ),
                  page(pages.refer, async () => (await import('../features/cases/refer-page')).ReferPage),
                  page(
                    pages.referrals,
                    async () => (await import('../features/cases/referrals-page')).ReferralsPage,
                  ),
                  page(pages.cases, async () => (await import('../features/cases/cases-page')).CasesPage),
                  page(
                    pages.importReferrals,
                    async () => (await import('../features/cases/import-referrals-page')).ImportReferralsPage,
                  ),
                  page(pages.case, async () => (await import('../features/cases/case-page')).CasePage),
                  page(pages.chart, async () => (await import('../features/cases/chart-page')).ChartPage),
                  page(pages.action, async () => (await import('../features/cases/action-page')).ActionPage),
                  page(pages.mail, async () => (await import('../features/notices/mail-page')).MailPage),
                  page(pages.log, async () => (await import('../features/compliance/log-page')).LogPage),
                  page(
                    pages.whoSaw,
                    async () => (await import('../features/compliance/sightings-page')).WhoSawPage,
                  ),
                  page(
                    pages.seenBy,
                    async () => (await import('../features/compliance/sightings-page')).SeenByPage,
                  ),
                  page(
                    pages.verification,
                    async () => (await import('../features/compliance/verification-page')).VerificationPage,
                  ),
                  page(
                    pages.findings,
                    async () => (await import('../features/compliance/findings-page')).FindingsPage,
                  ),
                  page(
                    pages.exports,
                    async () => (await import('../features/compliance/exports-page')).ExportsPage,
                  ),
                  page(pages.people, async () => (await import('../features/people/people-page')).PeoplePage),
                  page(
                    pages.newPerson,
                    async () => (await import('../features/people/new-person-page')).NewPersonPage,
                  ),
                  page(
                    pages.importPeople,
                    async () => (await import('../features/people/import-page')).ImportPage,
                  ),
                  page(pages.person, async () => (await import('../features/people/person-page')).PersonPage),
                  page(
                    pages.programmes,
                    async () => (await import('../features/installation/programmes-page')).ProgrammesPage,
                  ),
                  page(
                    pages.signInRules,
                    async () => (await import('../features/installation/sign-in-rules-page')).SignInRulesPage,
                  ),
                  page(
                    pages.health,
                    async () => (await import('../features/installation/health-page')).HealthPage,
                  ),
                  {path: '*', element: <NotFoundPage />},
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
