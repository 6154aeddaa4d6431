namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>A line or a stack of bars: a value for each label of the chart.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<Credits> Values);

/// <summary>The data of a <see cref="UsageChart"/>.</summary>
/// <param name="Labels">The category of each value: a day as <c>yyyy-MM-dd</c>, an hour as <c>yyyy-MM-ddTHH:mm</c>, or a name.</param>
/// <param name="Series">One for a single line; several are stacked.</param>
/// <param name="Time">True if the labels are days or hours of the tenant's calendar, drawn as an area over time. False for bars
/// by name.</param>
/// <param name="LastIsUnfinished">True if the last label is a day that is not over yet. It is drawn and named so.</param>
public sealed record ChartData(
    IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, bool Time, bool LastIsUnfinished = false);

/// <summary>Credits that went from one box of a <see cref="FlowChart"/> to another.</summary>
/// <param name="From">The box that they left.</param>
/// <param name="To">The box that they reached.</param>
/// <param name="Amount">How many.</param>
/// <param name="Href">The page that shows what they are made of; null for none.</param>
public sealed record Flow(string From, string To, Credits Amount, string? Href = null);

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">The name in the legend and the table's header.</param>
/// <param name="Values">A value for each day; null where the line has none.</param>
/// <param name="IsDashed">True for what is planned or expected, or stands behind the main line.</param>
/// <param name="AreDots">True for single events: a dot for each value, without a line between them.</param>
public sealed record ChartLine(string Name, IReadOnlyList<Credits?> Values, bool IsDashed = false, bool AreDots = false);

/// <summary>The range around an expected line.</summary>
/// <param name="Name">The name in the legend and the table's header.</param>
/// <param name="Low">The lower end for each day; null where there is none.</param>
/// <param name="High">The upper end for each day; null where there is none.</param>
public sealed record ChartBand(string Name, IReadOnlyList<Credits?> Low, IReadOnlyList<Credits?> High);

/// <summary>The data of a <see cref="LineChart"/>.</summary>
/// <param name="Days">The tenant's days.</param>
/// <param name="Lines">The lines, the most important one first.</param>
/// <param name="Band">A range behind the lines; null for none.</param>
public sealed record LineChartData(IReadOnlyList<DateOnly> Days, IReadOnlyList<ChartLine> Lines, ChartBand? Band = null);
