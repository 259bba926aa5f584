export {chartFile, defaultCharts} from './chart-files';
export {runDemonstration} from './run-demonstration';
export {runningServer} from './running-server';
