namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>What a screen follows.</summary>
[Flags]
public enum Topics
{
    /// <summary>Nothing: it is read when it opens and when it asks for it.</summary>
    None = 0,

    /// <summary>What the ledger commits: balances, transfers, accounts and the credit mode.</summary>
    Books = 1,

    /// <summary>What else is put on the record: rules, consumer groups, prices, people, keys, moves that are stopped or released.</summary>
    Record = 2,

    /// <summary>What happens to API keys, their use and their end included.</summary>
    Keys = 4,
}

/// <summary>What is left to do after a screen has shown news of the books.</summary>
public enum AfterNews
{
    /// <summary>Nothing: the news said all that the screen shows.</summary>
    Nothing,

    /// <summary>Balances are shown; what else depends on them is read a little later.</summary>
    ReadLater,

    /// <summary>Read now: the news does not suffice.</summary>
    Read,
}
