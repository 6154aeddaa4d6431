namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>What a screen follows.</summary>
[Flags]
public enum Topics
{
    /// <summary>Nothing: it is read when the screen opens and when the screen asks for it.</summary>
    None = 0,

    /// <summary>The ledger's commits: balances, transfers, accounts and the credit mode.</summary>
    Books = 1,

    /// <summary>The audit log: rules, consumer groups, prices, people, keys, moves that are stopped or released.</summary>
    Record = 2,

    /// <summary>API keys, including their use and their end.</summary>
    Keys = 4,

    /// <summary>Alerts that are raised, resolved, acknowledged or snoozed.</summary>
    Alerts = 8,

    /// <summary>Requests that are denied.</summary>
    Denials = 16,
}

/// <summary>What a screen must do after it has shown news of the books.</summary>
public enum AfterNews
{
    /// <summary>Nothing: the news contains everything that the screen shows.</summary>
    Nothing,

    /// <summary>Balances are shown. What else depends on them is read a little later.</summary>
    ReadLater,

    /// <summary>Read now: the news is not enough.</summary>
    Read,
}
