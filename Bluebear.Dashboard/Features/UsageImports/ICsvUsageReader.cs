namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Converts the records of one CSV file into usage, in the file's order.</summary>
internal interface ICsvUsageReader
{
    /// <summary>The usage of a record that fits the header.</summary>
    /// <param name="record">The record.</param>
    /// <param name="zone">The time zone of bare dates.</param>
    /// <exception cref="FieldException">A field cannot be used.</exception>
    UsageRow Read(CsvRecord record, TimeZoneInfo zone);
}
