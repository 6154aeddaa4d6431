namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>How long a session lasts.</summary>
internal static class SessionRules
{
    /// <summary>A session ends after this time without a request.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(12);

    /// <summary>A session always ends after this time.</summary>
    public static readonly TimeSpan AbsoluteLifetime = TimeSpan.FromDays(7);

    /// <summary>How often an open page checks its session. Each action checks it too.</summary>
    public static readonly TimeSpan CircuitCheckInterval = TimeSpan.FromMinutes(1);
}
