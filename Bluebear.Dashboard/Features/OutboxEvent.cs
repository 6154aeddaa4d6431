namespace Bluebear.Dashboard.Features;

/// <summary>Something that happened and that is told by mail or webhook.</summary>
/// <param name="Type">One of <see cref="OutboxTypes"/>.</param>
/// <param name="Subject">
/// It in one line of plain text, the subject of a mail; cut to 500 characters. May contain names as people typed them: delivery makes
/// them harmless.
/// </param>
/// <param name="Data">The API's object as JSON, in snake_case: webhooks send it as their <c>data</c>, with a <c>sequence</c> added.</param>
public sealed record OutboxEvent(string Type, string Subject, string Data)
{
    /// <summary>The account that it concerns; its leads are told of its alerts. Null for none.</summary>
    public AccountId? Account { get; init; }

    /// <summary>An alert's severity: <c>info</c>, <c>warning</c>, <c>critical</c>; null for other events.</summary>
    public string? Severity { get; init; }

    /// <summary>An alert's kind (<c>low_balance</c>); null for other events.</summary>
    public string? Kind { get; init; }

    /// <summary>The e-mail address of the person that it concerns: who asked for credits. Null for none.</summary>
    public string? Person { get; init; }
}

/// <summary>The types of events, as webhooks name them.</summary>
public static class OutboxTypes
{
    /// <summary>An alert was raised. The data is the alert.</summary>
    public const string AlertRaised = "alert.raised";

    /// <summary>An alert is over. The data is the alert.</summary>
    public const string AlertResolved = "alert.resolved";

    /// <summary>Somebody asked for credits. The data is the request.</summary>
    public const string RequestFiled = "request.filed";

    /// <summary>A request for credits was approved or denied. The data is the request.</summary>
    public const string RequestAnswered = "request.answered";

    /// <summary>A budget was funded. The data is <c>{budget_id, wallet_id, amount, transfer_id}</c>.</summary>
    public const string BudgetFunded = "budget.funded";

    /// <summary>The credit mode was switched. The data is <c>{mode}</c>.</summary>
    public const string ModeChanged = "mode.changed";

    /// <summary>The types that an endpoint can ask for, in the order in which people see them.</summary>
    public static IReadOnlyList<string> All { get; } = [AlertRaised, AlertResolved, RequestFiled, RequestAnswered, BudgetFunded, ModeChanged];
}
