export {ChartBeside} from './chart-beside';
export {ChartPane} from './chart-pane';
