package stentor.app.overview;

import stentor.app.chart.ChartSeries;
import stentor.app.chart.TimeAxis;

/**
 * What the charts show. Immutable.
 *
 * @param over the time of all of them
 * @param waiting jobs that wait
 * @param ready workers that take work
 * @param wanted workers that shall run
 * @param jobs jobs that ended in a minute
 * @param median seconds within which half of the jobs were done
 * @param most seconds within which 95 of 100 were done
 */
record Charts(
    TimeAxis over,
    ChartSeries waiting,
    ChartSeries ready,
    ChartSeries wanted,
    ChartSeries jobs,
    ChartSeries median,
    ChartSeries most) {}
