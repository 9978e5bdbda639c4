using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.Crashes;

/// <summary>Programs as people write them, one bug or none, written before anyone looked how the rules decide.</summary>
public sealed class TypicalPrograms
{
    private static Task Verified<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var verify = Verify<TAnalyzer>.New();
        verify.TestState.AdditionalReferences.AddRange(References.Web);
        return verify.On("using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Threading.Tasks;\n" + source);
    }

    [Fact]
    public Task A_blog_whose_post_is_written_to_a_file() => Verified<SerializationAnalyzer>("""
        using System.IO;
        using System.Text.Json;
        namespace Blogging;
        public class Blog
        {
            public int BlogId { get; set; }
            public string Url { get; set; } = "";
            public virtual ICollection<Post> Posts { get; set; } = new List<Post>();
        }
        public class Post
        {
            public int PostId { get; set; }
            public string Title { get; set; } = "";
            public int BlogId { get; set; }
            public virtual Blog Blog { get; set; }
        }
        public class BloggingContext
        {
            public IQueryable<Blog> Blogs => Array.Empty<Blog>().AsQueryable();
        }
        public static class Export
        {
            private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

            public static async Task Run(BloggingContext db, string path)
            {
                var blogs = db.Blogs.Where(b => b.Url != "").ToList();
                await using var stream = File.Create(path);
                await JsonSerializer.SerializeAsync(stream, {|CYC6004:blogs|}, Options);
            }
        }
        """);

    [Fact]
    public Task A_blog_that_is_projected_before_it_is_written() => Verified<SerializationAnalyzer>("""
        using System.Text.Json;
        namespace Blogging;
        public class Blog { public int Id { get; set; } public List<Post> Posts { get; } = new(); }
        public class Post { public int Id { get; set; } public string Title { get; set; } public Blog Blog { get; set; } }
        public record BlogDto(int Id, IReadOnlyList<string> Titles);
        public static class Export
        {
            public static string Run(IEnumerable<Blog> blogs) =>
                JsonSerializer.Serialize(blogs.Select(b => new BlogDto(b.Id, b.Posts.Select(p => p.Title).ToList())));
            public static string Anonymous(IEnumerable<Post> posts) =>
                JsonSerializer.Serialize(posts.Select(p => new { p.Id, p.Title, BlogId = p.Blog.Id }).ToArray());
        }
        """);

    [Fact]
    public Task A_todo_api_that_answers_with_its_entities() => Verified<SerializationAnalyzer>("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<TodoStore>();
        var app = builder.Build();
        app.MapGet("/lists/{id}", (int id, TodoStore store) => store.Lists.FirstOrDefault(l => l.Id == id) is TodoList list ? Results.Ok({|CYC6004:list|}) : Results.NotFound());
        app.Run();
        public class TodoStore { public List<TodoList> Lists { get; } = []; }
        public class TodoList { public int Id { get; set; } public List<Todo> Items { get; set; } = []; }
        public class Todo { public int Id { get; set; } public string Text { get; set; } public TodoList List { get; set; } }
        """.Replace("var builder", "public static class Program { public static void Main(string[] args) {\nvar builder").Replace("app.Run();", "app.Run();\n} }"));

    [Fact]
    public Task A_todo_api_that_tells_the_serializer_to_ignore_cycles() => Verified<SerializationAnalyzer>("""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        public static class Program
        {
            public static void Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(o => o.SerializerOptions.ReferenceHandler = ReferenceHandler.IgnoreCycles);
                builder.Services.AddControllers().AddJsonOptions(o => o.JsonSerializerOptions.ReferenceHandler = ReferenceHandler.IgnoreCycles);
                var app = builder.Build();
                app.MapGet("/lists", () => new List<TodoList>());
                app.MapControllers();
                app.Run();
            }
        }
        [ApiController, Route("api/[controller]")]
        public class ListsController : ControllerBase
        {
            [HttpGet] public ActionResult<TodoList> Get() => new TodoList();
        }
        public class TodoList { public int Id { get; set; } public List<Todo> Items { get; set; } = []; }
        public class Todo { public TodoList List { get; set; } }
        """);

    [Fact]
    public Task A_school_controller_with_many_to_many_entities() => Verified<SerializationAnalyzer>("""
        using Microsoft.AspNetCore.Mvc;
        namespace School;
        public class Student { public int Id { get; set; } public ICollection<Enrollment> Enrollments { get; set; } }
        public class Course { public int Id { get; set; } public ICollection<Enrollment> Enrollments { get; set; } }
        public class Enrollment { public int Id { get; set; } public Student Student { get; set; } public Course Course { get; set; } }
        public interface IStudents { Task<Student> Find(int id); }
        public static class Program
        {
            public static void Main(string[] args)
            {
                var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);
                Microsoft.Extensions.DependencyInjection.MvcServiceCollectionExtensions.AddControllers(builder.Services);
                builder.Build().Run();
            }
        }
        [ApiController]
        [Route("api/students")]
        public class StudentsController : ControllerBase
        {
            private readonly IStudents _students;
            public StudentsController(IStudents students) => _students = students;

            [HttpGet("{id}")]
            public async Task<IActionResult> Get(int id)
            {
                var student = await _students.Find(id);
                if (student == null)
                    return NotFound();
                return Ok({|CYC6004:student|});
            }
        }
        """);

    [Fact]
    public Task A_school_controller_with_ignored_back_references() => Verified<SerializationAnalyzer>("""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Mvc;
        namespace School;
        public class Student { public int Id { get; set; } public ICollection<Enrollment> Enrollments { get; set; } }
        public class Course { public int Id { get; set; } [JsonIgnore] public ICollection<Enrollment> Enrollments { get; set; } }
        public class Enrollment { public int Id { get; set; } [JsonIgnore] public Student Student { get; set; } public Course Course { get; set; } }
        [ApiController]
        [Route("api/students")]
        public class StudentsController : ControllerBase
        {
            [HttpGet] public IEnumerable<Student> All() => new List<Student>();
            [HttpPost] public IActionResult Post([FromBody] Student student) => CreatedAtAction(nameof(All), new { id = student.Id }, student);
            [HttpDelete] public IActionResult Delete() => NoContent();
        }
        """);

    [Fact]
    public Task A_tree_of_folders_that_is_logged() => Verified<SerializationAnalyzer>("""
        namespace Files
        {
            using System.Text.Json;
            public class Folder { public string Name { get; set; } public Folder Parent { get; set; } public List<Folder> Folders { get; } = new(); }
            public static class Log
            {
                public static void Write(Folder root) { Console.WriteLine($"tree: {JsonSerializer.Serialize({|CYC6004:root|}, new JsonSerializerOptions(JsonSerializerDefaults.Web) { IncludeFields = true })}"); }
            }
        }
        """);

    [Fact]
    public Task A_category_tree_that_only_looks_down() => Verified<SerializationAnalyzer>("""
        using System.Text.Json;
        public class Category { public string Name { get; set; } public int? ParentId { get; set; } private Category _parent; public Category GetParent() => _parent; public List<Category> Children { get; set; } = new(); public void Attach(Category parent) => _parent = parent; }
        public class LinkedPage { public int Number { get; set; } public LinkedPage Next { get; set; } }
        public class Comment { public string Text { get; set; } public List<Comment> Replies { get; set; } = []; public Dictionary<string, Comment> ByUser { get; set; } }
        public static class Log
        {
            public static string Of(Category root) => JsonSerializer.Serialize(root);
            public static string Of(LinkedPage page) => JsonSerializer.Serialize(page);
            public static string Of(Comment[] comments) => JsonSerializer.Serialize(comments);
        }
        """);

    [Fact]
    public Task A_shop_whose_services_need_each_other() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        namespace Shop;
        public interface IOrderService { void Place(int id); }
        public interface IInventoryService { void Reserve(int id); }
        public class OrderService : IOrderService
        {
            private readonly IInventoryService _inventory;
            private readonly ILogger<OrderService> _logger;
            public OrderService(IInventoryService inventory, ILogger<OrderService> logger) { _inventory = inventory; _logger = logger; }
            public void Place(int id) => _inventory.Reserve(id);
        }
        public class InventoryService(IOrderService orders, ILogger<InventoryService> logger) : IInventoryService
        {
            public void Reserve(int id) { logger.LogInformation("reserve"); if (id < 0) orders.Place(-id); }
        }
        public static class Program
        {
            public static void Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                {|CYC6003:builder.Services.AddScoped<IInventoryService, InventoryService>()|};
                builder.Services.AddScoped<IOrderService, OrderService>();
                builder.Build().Run();
            }
        }
        """);

    [Fact]
    public Task A_shop_that_breaks_the_circle_by_a_lazy_service() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        namespace Shop;
        public interface IOrderService { void Place(int id); }
        public interface IInventoryService { void Reserve(int id); }
        public class OrderService(IInventoryService inventory) : IOrderService { public void Place(int id) => inventory.Reserve(id); }
        public class InventoryService(Lazy<IOrderService> orders) : IInventoryService { public void Reserve(int id) { if (id < 0) orders.Value.Place(-id); } }
        public class Audit(IServiceProvider services) { public void Log() => services.GetRequiredService<Report>(); }
        public class Report(Audit audit) { public Audit Audit => audit; }
        public static class Program
        {
            public static void Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddScoped<IInventoryService, InventoryService>();
                builder.Services.AddScoped<IOrderService, OrderService>();
                builder.Services.AddTransient(sp => new Lazy<IOrderService>(() => sp.GetRequiredService<IOrderService>()));
                builder.Services.AddSingleton<Audit>().AddSingleton<Report>();
                builder.Build().Run();
            }
        }
        """);

    [Fact]
    public Task A_decorator_that_asks_for_the_service_it_decorates() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        namespace Caching;
        public interface IRepository { string Get(int id); }
        public class Repository : IRepository { public string Get(int id) => id.ToString(); }
        public class CachedRepository(IRepository inner) : IRepository { public string Get(int id) => inner.Get(id); }
        public static class Registrations
        {
            public static IServiceCollection AddRepositories(this IServiceCollection services)
            {
                services.AddScoped<Repository>();
                {|CYC6003:services.AddScoped<IRepository, CachedRepository>()|};
                return services;
            }
        }
        """);

    [Fact]
    public Task A_decorator_that_is_given_the_inner_service() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        namespace Caching;
        public interface IRepository { string Get(int id); }
        public class Repository : IRepository { public string Get(int id) => id.ToString(); }
        public class CachedRepository(IRepository inner) : IRepository { public string Get(int id) => inner.Get(id); }
        public static class Registrations
        {
            public static IServiceCollection AddRepositories(this IServiceCollection services)
            {
                services.AddScoped<Repository>();
                services.AddScoped<IRepository>(sp => new CachedRepository(sp.GetRequiredService<Repository>()));
                services.AddKeyedScoped<IRepository, Repository>("inner");
                return services;
            }
        }
        """);

    [Fact]
    public Task Singletons_whose_factories_ask_for_each_other() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        namespace Messaging;
        public class Bus { public Bus(Dispatcher dispatcher) => Dispatcher = dispatcher; public Dispatcher Dispatcher { get; } }
        public class Dispatcher { public Dispatcher(Bus bus) => Bus = bus; public Bus Bus { get; } }
        public static class Setup
        {
            public static void Configure(IServiceCollection services)
            {
                {|CYC6003:services.AddSingleton(sp => new Bus(sp.GetRequiredService<Dispatcher>()))|};
                services.AddSingleton(sp =>
                {
                    var bus = sp.GetRequiredService<Bus>();
                    return new Dispatcher(bus);
                });
            }
        }
        """);

    [Fact]
    public Task Services_registered_for_two_applications() => Verified<ServiceCycleAnalyzer>("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        namespace Apps;
        public interface IClock { } public interface IScheduler { }
        public class SystemClock : IClock { }
        public class ScheduledClock(IScheduler scheduler) : IClock { public IScheduler S => scheduler; }
        public class ClockScheduler(IClock clock) : IScheduler { public IClock C => clock; }
        public class IdleScheduler : IScheduler { }
        public static class Server { public static void Add(IServiceCollection services) { services.AddSingleton<IClock, SystemClock>(); services.AddSingleton<IScheduler, ClockScheduler>(); } }
        public static class Simulation { public static void Add(IServiceCollection services) { services.AddSingleton<IClock, ScheduledClock>(); services.AddSingleton<IScheduler, IdleScheduler>(); } }
        """);

    [Fact]
    public Task View_models_that_create_each_other() => Verified<ConstructionRecursionAnalyzer>("""
        using System.Collections.ObjectModel;
        using System.ComponentModel;
        namespace Wpf;
        public abstract class ViewModelBase : INotifyPropertyChanged { public event PropertyChangedEventHandler PropertyChanged; protected void Raise(string name) => PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name)); }
        public class MainViewModel : ViewModelBase
        {
            public ObservableCollection<string> Items { get; } = new();
            public SettingsViewModel Settings { get; }
            public MainViewModel() { Items.Add("a"); Settings = {|CYC6001:new SettingsViewModel()|}; }
        }
        public class SettingsViewModel : ViewModelBase
        {
            private readonly MainViewModel _main = new MainViewModel();
            public bool Dark { get; set; }
        }
        """);

    [Fact]
    public Task View_models_that_are_created_on_demand() => Verified<ConstructionRecursionAnalyzer>("""
        namespace Wpf;
        public class MainViewModel
        {
            private SettingsViewModel _settings;
            public SettingsViewModel Settings => _settings ??= new SettingsViewModel(this);
            public Func<MainViewModel> Clone = () => new MainViewModel();
            public static MainViewModel Instance { get; } = new MainViewModel();
            public Lazy<SettingsViewModel> Other { get; } = new(() => new SettingsViewModel(new MainViewModel()));
        }
        public class SettingsViewModel
        {
            private readonly MainViewModel _main;
            public SettingsViewModel() : this(new MainViewModel()) { }
            public SettingsViewModel(MainViewModel main) => _main = main;
        }
        public class Tree { public Tree Left, Right; public Tree(int depth) { if (depth > 0) { Left = new Tree(depth - 1); Right = new Tree(depth - 1); } } }
        public class Matrix { private readonly Matrix _transposed; public Matrix() { _transposed = new Matrix(this); } private Matrix(Matrix original) => _transposed = original; }
        """);

    [Fact]
    public Task A_singleton_kept_in_an_instance_field() => Verified<ConstructionRecursionAnalyzer>("""
        namespace App;
        public sealed class Configuration
        {
            private readonly Configuration _default = {|CYC6001:new Configuration()|};
            private readonly Dictionary<string, string> _values = new();
            public string this[string key] => _values.TryGetValue(key, out var value) ? value : _default[key];
        }
        """);

    [Fact]
    public Task Records_of_a_department_and_its_manager() => Verified<TypeCycleAnalyzer>("""
        namespace Staff;
        public record Department { public string Name { get; init; } public Employee {|CYC1001:{|CYC6002:Manager|}|} { get; set; } }
        public record Employee { public string Name { get; init; } public Department Department { get; set; } }
        """);

    [Fact]
    public Task Records_that_cannot_meet_themselves() => Verified<TypeCycleAnalyzer>("""
        namespace Syntax;
        public abstract record Expression;
        public sealed record Binary(Expression Left, string Operator, Expression Right) : Expression;
        public sealed record Unary(string Operator, Expression Operand) : Expression;
        public record Page(int Number, Page Next);
        public record Money(decimal Amount, string Currency);
        """);

    [Fact]
    public Task Records_whose_parent_is_left_out_by_hand() => Verified<TypeCycleAnalyzer>("""
        namespace Tree;
        public sealed record Node
        {
            public string Name { get; init; }
            public Node {|CYC1001:Parent|} { get; set; }
            public List<Node> Children { get; } = new();
            public bool Equals(Node other) => other is not null && Name == other.Name;
            public override int GetHashCode() => Name.GetHashCode();
            public override string ToString() => Name;
        }
        """);
}
