namespace Bluebear.Dashboard.Data.Model.Requests;

/// <summary>Where a request for credits stands. A closed set; the values are stored.</summary>
public enum RequestState
{
    /// <summary>It waits for an answer.</summary>
    Pending = 1,

    /// <summary>Its approval is decided and its transfer is on the way. People see it as pending.</summary>
    Approving = 2,

    /// <summary>Its transfer is posted.</summary>
    Approved = 3,

    /// <summary>It was denied, with a reason.</summary>
    Denied = 4,

    /// <summary>Who filed it has taken it back.</summary>
    Withdrawn = 5,

    /// <summary>A transfer above the tenant's limit: a second person confirms it.</summary>
    AwaitingSecond = 6,
}
