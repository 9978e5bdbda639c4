using System.Collections.Generic;
using Microsoft.Extensions.DependencyInjection;

namespace CrashLab;

// CYC6001: each constructs the other.
internal sealed class Order
{
    public Invoice Invoice { get; } = new();
}

internal sealed class Invoice
{
    public Order Order { get; } = new();
}

// CYC6002: each compares and prints the other.
internal sealed record Husband
{
    public Wife? Wife { get; set; }
}

internal sealed record Wife
{
    public Husband? Husband { get; set; }
}

// CYC6003: each is needed to make the other.
internal interface IClock;

internal interface ICalendar;

internal sealed class Clock(ICalendar calendar) : IClock
{
    public ICalendar Calendar => calendar;
}

internal sealed class Calendar(IClock clock) : ICalendar
{
    public IClock Clock => clock;
}

internal interface ISender;

internal interface IReceiver;

internal sealed class Sender(IReceiver receiver) : ISender
{
    public IReceiver Receiver => receiver;
}

internal sealed class Receiver(ISender sender) : IReceiver
{
    public ISender Sender => sender;
}

internal static class Services
{
    public static void ByConstructor(IServiceCollection services)
    {
        services.AddSingleton<IClock, Clock>();
        services.AddSingleton<ICalendar, Calendar>();
    }

    public static void ByFactory(IServiceCollection services)
    {
        services.AddSingleton<ISender>(static provider => new Sender(provider.GetRequiredService<IReceiver>()));
        services.AddSingleton<IReceiver>(static provider => new Receiver(provider.GetRequiredService<ISender>()));
    }
}

// CYC6004: each is written with the other.
internal sealed class Author
{
    public List<Book> Books { get; } = [];
}

internal sealed class Book
{
    public Author? Author { get; set; }
}
