using System;
using System.Collections.Generic;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace CrashLab;

/// <summary>A program that a reference cycle brings down.</summary>
/// <param name="Rule">The rule that warns of it.</param>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Run">The crash.</param>
/// <param name="IsExpectedToHang">It does not end by itself.</param>
internal sealed record Crash(string Rule, string Name, Action Run, bool IsExpectedToHang = false);

/// <summary>The crashes that CYC6001 to CYC6004 warn of, as they look at run time.</summary>
internal static class Crashes
{
    public static readonly IReadOnlyList<Crash> All =
    [
        new("CYC6001", "construction", static () => _ = new Order()),
        new("CYC6001", "construction-by-base", static () => _ = new Rectangle()),
        new("CYC6002", "record-hash", static () => _ = LinkedRecords().GetHashCode()),
        new("CYC6002", "record-equals", static () => _ = LinkedRecords() == LinkedRecords()),
        new("CYC6002", "record-print", static () => _ = LinkedRecords().ToString()),
        new("CYC6003", "services-by-constructor", static () => Resolve<IClock>(Services.ByConstructor)),
        new("CYC6003", "services-by-factory", static () => Resolve<ISender>(Services.ByFactory), IsExpectedToHang: true),
        new("CYC6003", "services-by-provider", static () => Resolve<ICache>(Services.ByProvider), IsExpectedToHang: true),
        new("CYC6004", "json", static () => _ = JsonSerializer.Serialize(LinkedObjects())),
        new("CYC6004", "json-generated", static () => _ = JsonSerializer.Serialize(LinkedObjects(), LabContext.Default.Author)),
        new("CYC6004", "newtonsoft-json", static () => _ = Newtonsoft.Json.JsonConvert.SerializeObject(LinkedObjects())),
    ];

    private static Husband LinkedRecords()
    {
        var husband = new Husband();
        husband.Wife = new Wife { Husband = husband };
        return husband;
    }

    private static Author LinkedObjects()
    {
        var author = new Author();
        author.Books.Add(new Book { Author = author });
        return author;
    }

    private static void Resolve<T>(Action<IServiceCollection> register)
        where T : notnull
    {
        var services = new ServiceCollection();
        register(services);
        services.BuildServiceProvider().GetRequiredService<T>();
    }
}
