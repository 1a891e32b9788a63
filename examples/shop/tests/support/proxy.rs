//! A proxy before several instances of the shop: each connection goes to the next one that takes it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Proxy {
    pub(crate) port: u16,
    served: Arc<[AtomicUsize]>,
}

impl Proxy {
    /// Passes connections on until the runtime ends.
    pub(crate) async fn start(instances: Vec<u16>) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("it listens").port();
        let served: Arc<[AtomicUsize]> = instances.iter().map(|_| AtomicUsize::new(0)).collect();
        let counts = Arc::clone(&served);
        tokio::spawn(async move {
            for turn in 0.. {
                let (client, _) = listener.accept().await.expect("a client");
                let (instances, counts) = (instances.clone(), Arc::clone(&counts));
                tokio::spawn(async move { pass_on(client, turn, &instances, &counts).await });
            }
        });
        Proxy { port, served }
    }

    /// How many connections each instance has had.
    pub(crate) fn served(&self) -> Vec<usize> {
        self.served.iter().map(|count| count.load(Ordering::SeqCst)).collect()
    }
}

async fn pass_on(mut client: TcpStream, turn: usize, instances: &[u16], served: &[AtomicUsize]) {
    for place in (0..instances.len()).map(|step| (turn + step) % instances.len()) {
        let address = SocketAddr::from(([127, 0, 0, 1], instances[place]));
        if let Ok(mut instance) = TcpStream::connect(address).await {
            served[place].fetch_add(1, Ordering::SeqCst);
            // Whichever end breaks, the other hears of it.
            let _ = copy_bidirectional(&mut client, &mut instance).await;
            return;
        }
    }
}
