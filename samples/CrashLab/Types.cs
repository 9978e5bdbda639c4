using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
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

// CYC6001: the base constructs what derives from it.
internal abstract class Shape
{
    protected Shape() => Bounds = new Rectangle();

    public Rectangle Bounds { get; }
}

internal sealed class Rectangle : Shape;

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

internal interface ICache;

internal interface IStore;

internal sealed class Cache(IStore store) : ICache
{
    public IStore Store => store;
}

internal sealed class Store(IServiceProvider provider) : IStore
{
    public ICache Cache { get; } = provider.GetRequiredService<ICache>();
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

    public static void ByProvider(IServiceCollection services)
    {
        services.AddSingleton<ICache, Cache>();
        services.AddSingleton<IStore, Store>();
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

[JsonSerializable(typeof(Author))]
internal sealed partial class LabContext : JsonSerializerContext;
