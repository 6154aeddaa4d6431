namespace Bluebear.Dashboard;

/// <summary>Every route of the application that other parts link to (contract.md, Screens and HTTP API).</summary>
public static class DashboardUrls
{
    // Screens
    public const string Overview = "/";
    public const string Workspaces = "/workspaces";
    public const string Accounts = "/accounts";
    public const string Usage = "/usage";
    public const string UsageCsv = "/usage/export.csv";
    public const string Ledger = "/ledger";
    public const string LedgerCsv = "/ledger/export.csv";
    public const string LedgerPrint = "/ledger/print";
    public const string Budgets = "/budgets";
    public const string Alerts = "/alerts";
    public const string Requests = "/requests";
    public const string Denials = "/denials";
    public const string Policies = "/policies";
    public const string Reconciliation = "/reconciliation";
    public const string Purchases = "/purchases";
    public const string SettingsTeams = "/settings/teams";
    public const string SettingsPeople = "/settings/people";
    public const string SettingsKeys = "/settings/keys";
    public const string SettingsPrices = "/settings/prices";
    public const string SettingsNotifications = "/settings/notifications";
    public const string SettingsConsumerGroups = "/settings/consumer-groups";
    public const string ConsumerGroupsYaml = "/settings/consumer-groups/export.yaml";
    public const string NotFound = "/not-found";
    public const string Error = "/error";

    // People
    public const string Login = "/account/login";
    public const string Logout = "/account/logout";
    public const string LogoutEverywhere = "/account/logout/everywhere";
    public const string AccessDenied = "/account/access-denied";
    public const string Welcome = "/account/welcome";
    public const string Password = "/account/password";
    public const string Setup = "/setup";

    // For machines
    public const string Health = "/healthz";
    public const string Ready = "/readyz";
    public const string Metrics = "/metrics";
    public const string ApiPrefix = "/v1";
    public const string SameOriginApiPrefix = "/api";
    public const string AllocateFromPage = "/api/wallets/allocate";
    public const string ReclaimFromPage = "/api/wallets/reclaim";
    public const string OpenApi = "/openapi/v1.json";
    public const string ApiDocs = "/docs";
    public const string HubPrefix = "/hubs";
    public const string LedgerHub = "/hubs/ledger";
    public const string CircuitHub = "/_blazor";

    /// <summary>An account's own page.</summary>
    public static string Account(AccountId account) => $"{Accounts}/{PublicId.Format(PublicId.Account, account.Value)}";

    /// <summary>A purchase's own page.</summary>
    public static string Purchase(PurchaseId purchase) => $"{Purchases}/{PublicId.Format(PublicId.Purchase, purchase.Value)}";

    /// <summary>The page of one alert, by its public id.</summary>
    public static string Alert(string id) => $"{Alerts}/{id}";

    /// <summary>The ledger with one transfer open.</summary>
    public static string LedgerRow(TransferId transfer) =>
        $"{Ledger}?open={PublicId.Format(PublicId.Transfer, transfer.Value)}";

    /// <summary>The workspaces with the dialog that moves credits to one account.</summary>
    public static string ManageCredits(AccountId account) =>
        $"{Workspaces}?manage={PublicId.Format(PublicId.Account, account.Value)}";

    /// <summary>The same with the amount filled in, and the account that gives if it is not the Primary Workspace.</summary>
    public static string ManageCredits(AccountId account, Credits amount, AccountId? source = null) =>
        $"{ManageCredits(account)}&amount={amount}{(source is { } from ? $"&source={PublicId.Format(PublicId.Account, from.Value)}" : "")}";

    /// <summary>The workspaces with a dialog open: <c>new</c> workspace, <c>purchase</c>, <c>move</c> or <c>file</c>.</summary>
    public static string WorkspacesDo(string what) => $"{Workspaces}?do={what}";

    /// <summary>The people whose name, address, role or workspace contains a text.</summary>
    public static string People(string filter) => $"{SettingsPeople}?q={Uri.EscapeDataString(filter)}";

    /// <summary>The form behind a link for asking for credits without signing in.</summary>
    public static string Ask(string token) => $"/ask/{token}";

    /// <summary>A budget.</summary>
    public static string Budget(BudgetId budget) => $"{Budgets}/{PublicId.Format(PublicId.Budget, budget.Value)}";

    /// <summary>The budgets with the form that plans one for an account.</summary>
    public static string PlanBudget(AccountId account) => $"{Budgets}?plan={PublicId.Format(PublicId.Account, account.Value)}";

    /// <summary>The denied requests that name an account or were blocked by it.</summary>
    public static string DenialsOf(AccountId account) => $"{Denials}?account={PublicId.Format(PublicId.Account, account.Value)}";

    /// <summary>The ledger of one account.</summary>
    public static string LedgerOf(AccountId account) =>
        $"{Ledger}?account={PublicId.Format(PublicId.Account, account.Value)}";
}
