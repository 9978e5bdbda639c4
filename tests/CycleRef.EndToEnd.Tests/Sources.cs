namespace CycleRef.EndToEnd.Tests;

/// <summary>What the consumers compile.</summary>
internal static class Sources
{
    /// <summary>A plain managed cycle: CYC1001 on line 3.</summary>
    public const string Shop =
        """
        namespace Shop;

        public class Order { public Customer? Customer; }

        public class Customer { public List<Order> Orders = new(); }
        """;

    /// <summary>The native side, as far as the rules look at it.</summary>
    public const string Foundation =
        """
        namespace Foundation { public class NSObject { } }
        """;

    /// <summary>A cycle through native peers: CYC1002 on line 7.</summary>
    public const string Screen =
        """
        namespace App;

        public class Screen : Foundation.NSObject { public List<Panel> Panels = new(); }

        public class Panel : Foundation.NSObject
        {
            public Screen? Host;
        }
        """;

    public const string ShopPath = "Order.Customer → Customer.Orders → Order";

    public const string ScreenPath = "Panel.Host → Screen.Panels → Panel";

    public static Infrastructure.Consumer WithBoth(this Infrastructure.Consumer consumer) =>
        consumer.File("Shop.cs", Shop).File("Foundation.cs", Foundation).File("Screen.cs", Screen);
}
