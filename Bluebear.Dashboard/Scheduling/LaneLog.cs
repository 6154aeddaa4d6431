namespace Bluebear.Dashboard.Scheduling;

/// <summary>The log lines of one kind of due work: one for each change of state, none for each attempt.</summary>
internal sealed class LaneLog(string work, ILogger logger)
{
    private const int MostNamed = 5;
    private bool _standsBack;

    /// <summary>Another instance holds the lease.</summary>
    public void StandsBack()
    {
        if (!_standsBack)
        {
            logger.LogInformation("Another instance does {Work}; this one stands by.", work);
        }

        _standsBack = true;
    }

    /// <summary>This instance holds the lease.</summary>
    public void Leads()
    {
        if (_standsBack)
        {
            logger.LogInformation("This instance does {Work} now.", work);
        }

        _standsBack = false;
    }

    /// <summary>The whole kind cannot be worked on.</summary>
    public void CannotGoOn(Exception exception, int before)
    {
        if (before == 0)
        {
            logger.LogError(exception, "{Work} cannot continue. It is tried again after growing pauses.", work);
        }
    }

    /// <summary>A turn succeeded.</summary>
    public void GoesOn(int troublesBefore)
    {
        if (troublesBefore > 0)
        {
            logger.LogInformation("{Work} goes on.", work);
        }
    }

    /// <summary>Items that failed for the first time, and items that had failed before and are now done.</summary>
    public void Items(List<DueEnd> failed, List<DueItem> recovered)
    {
        if (failed.Count > 0)
        {
            logger.LogError(failed[0].Failure, "{Work} failed on {Count} items of tenants {Tenants}. They are tried again after growing pauses.",
                work, failed.Count, Names(failed.Select(static end => end.Item)));
        }

        if (recovered.Count > 0)
        {
            logger.LogInformation("{Work} is done again for {Count} items of tenants {Tenants}.", work, recovered.Count, Names(recovered));
        }
    }

    private static string Names(IEnumerable<DueItem> items)
    {
        var tenants = items.Select(static item => item.Tenant.Value).Distinct().Order().ToList();
        return string.Join(", ", tenants.Take(MostNamed)) + (tenants.Count > MostNamed ? $" and {tenants.Count - MostNamed} more" : "");
    }
}
