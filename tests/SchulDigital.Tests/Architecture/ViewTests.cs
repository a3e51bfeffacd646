using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Razor.Internal;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Tests.Data;
using SchulDigital.Web.Data;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Architecture;

/// <summary>A view sees its page record: no entity that it could change, no service, no context.</summary>
[Trait("Spur", "domain")]
public class ViewTests
{
    private static readonly List<Ansicht> Ansichten = typeof(Program).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        .Select(a => new Ansicht(a.Identifier, a.Type, ModelOf(a.Type))).ToList();

    [Fact]
    public void Views_get_a_record_of_their_own_feature() => AssertNone(
        from ansicht in Ansichten
        where ansicht.Modell is { } modell && Own(modell)
        let feature = "SchulDigital.Web" + string.Join(".", ansicht.Pfad.Split("/")[..^1])
        from typ in Unwrap(ansicht.Modell!)
        where Own(typ) && !typ.IsEnum && typ.Namespace != feature && typ.Namespace != "SchulDigital.Web.Features.Shared"
        select $"{ansicht.Pfad}: {typ.FullName}");

    [Fact]
    public void Page_records_end_in_Seite_or_Form() => AssertNone(
        from ansicht in Ansichten
        where !Path.GetFileName(ansicht.Pfad).StartsWith('_') && ansicht.Modell is { } modell && modell != typeof(object)
            && !modell.Name.EndsWith("Seite", StringComparison.Ordinal) && !modell.Name.EndsWith("Form", StringComparison.Ordinal)
        select $"{ansicht.Pfad}: {ansicht.Modell!.Name}");

    [Fact]
    public void No_view_reaches_an_entity_or_the_database()
    {
        var verboten = Modelle.Of(DatabaseProvider.Sqlite).GetEntityTypes().Select(t => t.ClrType).Append(typeof(DbContext)).ToList();
        AssertNone(
            from ansicht in Ansichten
            where ansicht.Modell is not null
            from typ in Reachable(ansicht.Modell!)
            where verboten.Any(v => v.IsAssignableFrom(typ))
            select $"{ansicht.Pfad}: {typ.FullName}");
    }

    [Fact]
    public void Only_the_layout_asks_services() => AssertNone(
        from ansicht in Ansichten
        where ansicht.Pfad != "/Features/Shared/_Layout.cshtml"
        from dienst in ansicht.Typ.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where dienst.GetCustomAttribute<RazorInjectAttribute>() is not null && Own(dienst.PropertyType)
        select $"{ansicht.Pfad}: {dienst.PropertyType.Name}");

    private static Type? ModelOf(Type ansicht)
    {
        for (var typ = ansicht; typ is not null; typ = typ.BaseType)
            if (typ.IsGenericType && typ.GetGenericTypeDefinition() == typeof(RazorPage<>))
                return typ.GetGenericArguments()[0];
        return null;
    }

    private static bool Own(Type typ) => typ.Assembly.GetName().Name!.StartsWith("SchulDigital", StringComparison.Ordinal);

    /// <summary>The type itself, or what a list, an array or a nullable holds.</summary>
    private static IEnumerable<Type> Unwrap(Type typ) =>
        typ.IsArray ? Unwrap(typ.GetElementType()!)
        : typ.IsGenericType ? typ.GetGenericArguments().SelectMany(Unwrap).Concat(typ.IsAssignableTo(typeof(IEnumerable)) ? [] : [typ])
        : [typ];

    /// <summary>All types of ours that the public properties of a page record lead to.</summary>
    private static HashSet<Type> Reachable(Type wurzel)
    {
        var gefunden = new HashSet<Type>();
        var offen = new Stack<Type>(Unwrap(wurzel));
        while (offen.TryPop(out var typ))
            if (gefunden.Add(typ) && Own(typ) && !typ.IsEnum)
                foreach (var weiter in typ.GetProperties(BindingFlags.Instance | BindingFlags.Public).SelectMany(p => Unwrap(p.PropertyType)))
                    offen.Push(weiter);
        return gefunden;
    }

    private sealed record Ansicht(string Pfad, Type Typ, Type? Modell);
}
