using Microsoft.Data.Sqlite;
using Mono.Cecil;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>The feed's SQLitePCLRaw is older than what Microsoft.Data.Sqlite was built for: is everything there that it calls?</summary>
public class SqliteRuntimeTests
{
    // Loading extensions, which the product never does.
    private static readonly string[] KnownToBeMissing = ["sqlite3_load_extension"];

    [Fact]
    public void MembersCalledByTheDriver_InTheFeedsVersion_AllExistButOne()
    {
        using var driver = ModuleDefinition.ReadModule(typeof(SqliteConnection).Assembly.Location);
        using var library = ModuleDefinition.ReadModule(typeof(SQLitePCL.raw).Assembly.Location);

        var called = driver.GetMemberReferences().Where(member => member.DeclaringType.Scope.Name == "SQLitePCLRaw.core").ToList();
        var missing = called.Where(member => !Exists(library, member)).Select(member => member.Name).Distinct();

        Assert.True(called.Count > 50, "The driver was expected to call more of the library.");
        Assert.Equal(KnownToBeMissing, missing);
    }

    private static bool Exists(ModuleDefinition library, MemberReference member)
    {
        var type = library.GetType(member.DeclaringType.GetElementType().FullName);
        return type is not null && member switch
        {
            MethodReference method => type.Methods.Any(candidate => candidate.Name == method.Name
                && candidate.ReturnType.FullName == method.ReturnType.FullName
                && candidate.Parameters.Select(parameter => parameter.ParameterType.FullName)
                    .SequenceEqual(method.Parameters.Select(parameter => parameter.ParameterType.FullName))),
            FieldReference field => type.Fields.Any(candidate => candidate.Name == field.Name),
            _ => false,
        };
    }
}
