using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;

namespace SchulDigital.Tests.Data;

/// <summary>
/// No SQL Server runs here, so what is missing beside SqlClient (see src/Microsoft.SqlServer.Server)
/// would show only at a customer's. Preparing every method makes the runtime load all that it refers to.
/// </summary>
[Trait("Spur", "provider")]
public class SqlClientTests
{
    [Fact]
    public void A_parameter_infers_its_type() =>
        Assert.Equal(System.Data.DbType.Int32, new SqlParameter("@p", 5).DbType);

    [Fact]
    public void All_methods_find_the_assemblies_they_refer_to()
    {
        var missing = new SortedSet<string>();
        var prepared = 0;
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in typeof(SqlParameter).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
        {
            foreach (var method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all))
                .Where(m => !m.IsAbstract && !m.ContainsGenericParameters && m.GetMethodBody() is not null))
            {
                try
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    prepared++;
                }
                catch (FileNotFoundException e)
                {
                    missing.Add(e.FileName!.Split(',')[0]);
                }
            }
        }

        // Signing in to SQL Server by a broker of the Windows desktop is left out on purpose.
        missing.Remove("Microsoft.Identity.Client.Broker");
        Assert.Empty(missing);
        Assert.True(prepared > 5000, $"{prepared} methods");
    }
}
