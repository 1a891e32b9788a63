//! Two instances of a shop on one PostgreSQL, one of them killed halfway: each notification takes effect once.
//!
//! This program plays SNS, and starts itself as the instances. `NOTIFICATIONS` is how many there are, 5,000 without it.

#[path = "support/server.rs"]
mod server;

use amazonpay_update::ipn::{OnceError, once};
use amazonpay_update_sqlx::{PostgresClaim, PostgresGuard};
use server::{Server, pool_at};
use sqlx::PgPool;
use std::collections::{HashSet, VecDeque};
use std::io::{BufRead, BufReader, Write, stdin};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

/// The socket's directory, for a process that is an instance.
const SOCKET: &str = "AMAZONPAY_TEST_INSTANCE";
/// How many deliveries SNS has under way with one instance.
const AT_ONCE: usize = 16;
const WINDOW: Duration = Duration::from_hours(2);

type Error = Box<dyn std::error::Error + Send + Sync>;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("threads");
    match std::env::var_os(SOCKET) {
        Some(socket) => runtime.block_on(be_an_instance(&PathBuf::from(socket))),
        None => {
            let notifications =
                std::env::var("NOTIFICATIONS").map_or(5_000, |number| number.parse().expect("a number"));
            let server = Server::start();
            one_dies_between_claim_and_commit(&runtime, &server);
            each_notification_takes_effect_once(&runtime, &server, notifications);
        }
    }
}

/// After this line, no effect of the instance ends.
const HANG: &str = "hang";

/// Reads deliveries from standard input, a message id a line, and answers each with its status.
async fn be_an_instance(socket: &Path) {
    let pool = pool_at(socket, 16).await;
    let guard = PostgresGuard::new(pool, WINDOW);
    // Every instance does, whenever it starts.
    guard.migrate().await.expect("tables");
    println!("ready");
    let (sender, mut deliveries) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || stdin().lines().map_while(Result::ok).try_for_each(|id| sender.send(id)));
    let mut hangs = false;
    while let Some(message_id) = deliveries.recv().await {
        if message_id == HANG {
            hangs = true;
            continue;
        }
        let guard = guard.clone();
        tokio::spawn(async move {
            let handled = once(&guard, &message_id, |claim| effect(&message_id, claim, hangs)).await;
            let status = match &handled {
                Ok(outcome) => outcome.status(),
                Err(error) => error.status(),
            };
            if let Err(error @ (OnceError::Claim(_) | OnceError::Confirm(_))) = handled {
                eprintln!("{message_id}: {error:?}");
            }
            println!("{message_id} {}", status.as_u16());
        });
    }
}

/// A row more, and a wallet that counts; a few effects fail, and some never end.
async fn effect(message_id: &str, mut claim: PostgresClaim, hangs: bool) -> Result<PostgresClaim, Error> {
    sqlx::query("INSERT INTO effect (message_id) VALUES ($1)").bind(message_id).execute(&mut *claim).await?;
    sqlx::query("UPDATE wallet SET effects = effects + 1 WHERE number = $1")
        .bind(fastrand::i32(0..100))
        .execute(&mut *claim)
        .await?;
    if hangs {
        println!("hangs now");
        std::future::pending::<()>().await;
    }
    if fastrand::u8(..) < 8 {
        return Err("as expected".into());
    }
    Ok(claim)
}

/// What an instance said.
enum Said {
    Ready,
    Status {
        message_id: String,
        status: u16,
    },
    Hangs,
    /// It is dead, and what was under way with it was not answered.
    Gone,
}

struct Instance {
    process: Child,
    stdin: Option<ChildStdin>,
    under_way: HashSet<String>,
}

impl Instance {
    fn start(socket: &Path, number: usize, said: Sender<(usize, Said)>) -> Instance {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .env(SOCKET, socket)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let lines = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let what = match line.as_str() {
                    "ready" => Said::Ready,
                    "hangs now" => Said::Hangs,
                    // Half a line is what a process leaves that is killed.
                    line => match line.rsplit_once(' ').map(|(id, status)| (id, status.parse())) {
                        Some((id, Ok(status))) => Said::Status { message_id: id.to_owned(), status },
                        _ => continue,
                    },
                };
                if said.send((number, what)).is_err() {
                    return;
                }
            }
            let _ = said.send((number, Said::Gone));
        });
        Instance { stdin: process.stdin.take(), process, under_way: HashSet::new() }
    }

    /// Whether the message was sent: an instance has it once at a time, and a dead one not at all.
    fn deliver(&mut self, message_id: &str) -> bool {
        let Some(stdin) = &mut self.stdin else { return false };
        let is_sent = !self.under_way.contains(message_id) && writeln!(stdin, "{message_id}").is_ok();
        is_sent && self.under_way.insert(message_id.to_owned())
    }

    /// Effects that the instance begins from now on never end.
    fn hang(&mut self) {
        writeln!(self.stdin.as_mut().expect("it runs"), "{HANG}").expect("it reads");
    }

    /// With SIGKILL: it has no time for anything.
    fn kill(&mut self) {
        self.stdin = None;
        self.process.kill().expect("it runs");
        self.process.wait().expect("it is dead");
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The tables of the shop, without anything in them.
fn shop(runtime: &tokio::runtime::Runtime, server: &Server) -> PgPool {
    runtime.block_on(async {
        let pool = pool_at(server.socket(), 2).await;
        let tables = "DROP TABLE IF EXISTS effect, wallet, amazonpay_message, amazonpay_answer;
            CREATE TABLE effect (message_id text NOT NULL);
            CREATE TABLE wallet (number integer PRIMARY KEY, effects integer NOT NULL);
            INSERT INTO wallet SELECT number, 0 FROM generate_series(0, 99) number";
        sqlx::raw_sql(tables).execute(&pool).await.expect("tables");
        pool
    })
}

/// Effects, messages that had some, what the wallets counted, and messages that are handled.
fn counted(runtime: &tokio::runtime::Runtime, pool: &PgPool) -> (i64, i64, i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM effect), (SELECT count(DISTINCT message_id) FROM effect),
        (SELECT sum(effects) FROM wallet), (SELECT count(*) FROM amazonpay_message WHERE done)";
    runtime.block_on(sqlx::query_as(sql).fetch_one(pool)).expect("numbers")
}

fn one_dies_between_claim_and_commit(runtime: &tokio::runtime::Runtime, server: &Server) {
    let pool = shop(runtime, server);
    let (sender, said) = channel();
    let mut instance = Instance::start(server.socket(), 0, sender);
    let wait_for =
        |expected: fn(&Said) -> bool| while !expected(&said.recv_timeout(WINDOW).expect("it lives").1) {};
    wait_for(|said| matches!(said, Said::Ready));
    instance.hang();
    assert!(instance.deliver("a message"));
    wait_for(|said| matches!(said, Said::Hangs));
    instance.kill();
    // The other instance has it at once, and finds nothing of the first.
    runtime.block_on(async {
        let guard = PostgresGuard::new(pool.clone(), WINDOW);
        let effect = async |mut claim: PostgresClaim| {
            sqlx::query("INSERT INTO effect (message_id) VALUES ('a message')").execute(&mut *claim).await?;
            sqlx::query("UPDATE wallet SET effects = 1 WHERE number = 0").execute(&mut *claim).await?;
            Ok::<_, sqlx::Error>(claim)
        };
        // It waits for a lock for five seconds, and is not handled then.
        once(&guard, "a message", effect).await.expect("it is handled");
    });
    assert_eq!(counted(runtime, &pool), (1, 1, 1, 1));
    println!("one dies between claim and commit ... ok");
}

fn each_notification_takes_effect_once(
    runtime: &tokio::runtime::Runtime,
    server: &Server,
    notifications: usize,
) {
    let start = Instant::now();
    let pool = shop(runtime, server);
    let mut rng = fastrand::Rng::with_seed(16);
    // Every second one twice or more.
    let mut queue: Vec<String> = (0..notifications)
        .flat_map(|number| vec![format!("message {number}"); if rng.bool() { 1 } else { rng.usize(2..=4) }])
        .collect();
    rng.shuffle(&mut queue);
    let deliveries = queue.len();
    let mut queue = VecDeque::from(queue);

    let (sender, said) = channel();
    let mut instances: Vec<Instance> =
        (0..2).map(|number| Instance::start(server.socket(), number, sender.clone())).collect();
    let (mut answered, mut again, mut cut_off, mut hangs, mut was_killed) = (0, 0, 0, false, false);
    while answered < deliveries {
        for instance in &mut instances {
            for _ in 0..queue.len() {
                if instance.stdin.is_none() || instance.under_way.len() >= AT_ONCE {
                    break;
                }
                let message_id = queue.pop_front().expect("it is not empty");
                if !instance.deliver(&message_id) {
                    queue.push_back(message_id);
                }
            }
        }
        let (number, what) = said.recv_timeout(Duration::from_mins(1)).expect("SNS gets answers");
        match what {
            // It has a message that is neither handled nor answered.
            Said::Hangs if !was_killed => {
                instances[0].kill();
                was_killed = true;
            }
            Said::Ready | Said::Hangs => {}
            Said::Status { message_id, status } => {
                // What a process said before it was killed still counts.
                if instances[number].under_way.remove(&message_id) {
                    match status {
                        200 => answered += 1,
                        503 => {
                            again += 1;
                            queue.push_back(message_id);
                        }
                        other => panic!("{message_id}: {other}"),
                    }
                }
            }
            Said::Gone => {
                assert!(was_killed, "an instance died by itself");
                cut_off = instances[number].under_way.len();
                queue.extend(std::mem::take(&mut instances[number].under_way));
                instances[number] = Instance::start(server.socket(), number, sender.clone());
            }
        }
        if answered >= deliveries / 2 && !hangs {
            instances[0].hang();
            hangs = true;
        }
    }
    assert!(cut_off > 0, "it was killed while it handled messages");
    assert!(again > 0, "some effects failed");
    let expected = i64::try_from(notifications).expect("not that many");
    assert_eq!(counted(runtime, &pool), (expected, expected, expected, expected));
    println!(
        "{notifications} notifications in {deliveries} deliveries to two instances, {again} of them told to come again and \
         {cut_off} cut off by a kill: each took effect once ... ok ({:.0} s)",
        start.elapsed().as_secs_f64()
    );
}
