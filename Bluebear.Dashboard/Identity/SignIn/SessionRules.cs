namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>How long a session lasts.</summary>
internal static class SessionRules
{
    /// <summary>Without a request for so long, the session ends.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(12);

    /// <summary>It ends after so long, whatever happens.</summary>
    public static readonly TimeSpan AbsoluteLifetime = TimeSpan.FromDays(7);

    /// <summary>How often an open page makes sure that its session still stands. Actions make sure each time.</summary>
    public static readonly TimeSpan CircuitCheckInterval = TimeSpan.FromMinutes(1);
}
