using System.Runtime.CompilerServices;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Runs tests that each have a company of their own.</summary>
internal static class CompanyRuns
{
    /// <summary>Runs a test in a fresh profile beside a served company, see <see cref="BrowserFixture.RunAsync"/>.</summary>
    public static Task RunWithCompanyAsync(
        this BrowserFixture browser, Func<BrowserProfile, SpendingCompany, Task> test, [CallerMemberName] string name = "") =>
        browser.RunAsync(name, async profile =>
        {
            await using var company = await SpendingCompany.StartAsync();
            await test(profile, company);
        });
}
