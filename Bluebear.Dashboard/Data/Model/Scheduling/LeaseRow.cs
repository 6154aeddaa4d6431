namespace Bluebear.Dashboard.Data.Model.Scheduling;

/// <summary>The instance that does a kind of due work.</summary>
public sealed class LeaseRow
{
    /// <summary>The kind of work.</summary>
    public required string Name { get; set; }

    /// <summary>The instance that took it last.</summary>
    public required string Holder { get; set; }

    /// <summary>Grows by one each time another instance takes the lease.</summary>
    public long Epoch { get; set; }

    /// <summary>From then on any instance may take it.</summary>
    public DateTimeOffset Until { get; set; }
}
