namespace Bluebear.Dashboard.Data.Model.Scheduling;

/// <summary>Which instance does a kind of due work.</summary>
public sealed class LeaseRow
{
    /// <summary>The kind of work.</summary>
    public required string Name { get; set; }

    /// <summary>The instance that took it last.</summary>
    public required string Holder { get; set; }

    /// <summary>Grows by one with each change of hands.</summary>
    public long Epoch { get; set; }

    /// <summary>From then on anybody may take it.</summary>
    public DateTimeOffset Until { get; set; }
}
